/** @param part of the values that are smaller, from 0 up to 1. @returns NaN of no values. */
export const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? NaN;

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export interface Contender {
  /** Not measured. */
  readonly before?: () => void;
  readonly run: () => void;
}

export const time = ({ before, run }: Contender): number => {
  before?.();
  const start = performance.now();
  run();
  return performance.now() - start;
};

/** The medians, in milliseconds, of both, run by turns so that the machine treats them alike. */
export function compare(rounds: number, ours: Contender, bare: Contender): [number, number] {
  const times: [number, number][] = [];
  for (let round = 0; round < rounds; round += 1) times.push([time(ours), time(bare)]);
  return [median(times.map(([mine]) => mine)), median(times.map(([, theirs]) => theirs))];
}

/** One line of the table. @param per how many calls one measured run makes. */
export function row(
  what: string,
  bare: string,
  [ours, theirs]: [number, number],
  per: number,
  unit: string,
  target: string,
) {
  const scale = (milliseconds: number) => (milliseconds / per) * (unit === 'ms' ? 1 : 1000);
  return {
    what,
    Candor: `${scale(ours).toFixed(3)} ${unit}`,
    'bare limit': `${scale(theirs).toFixed(3)} ${unit}`,
    ratio: `${(ours / theirs).toFixed(1)} ×`,
    'the limit is': bare,
    target,
  };
}
