import type { DatabaseSync } from 'node:sqlite';
import type { GroupCounts } from '../../../../contract/insights/answers.ts';
import { more, type ErrorQuery } from './errorTally.ts';

type Parts = NonNullable<GroupCounts['parts']>;
type Parted = Parts['version'];
type Quality = Parts['jitter'];

const texts = ['process_type', 'architecture'] as const;
const measures = ['round_trip', 'jitter', 'packet_loss'] as const;

/** A filter in SQL: by a column of the typed rows; an error tells no system. */
export const rowFilter = ({ filter }: ErrorQuery): string =>
  filter ? `AND ${filter.name === 'os' ? "''" : `error.${filter.name}`} = :value` : '';

const rows = (which: ErrorQuery) => `SELECT ${[...texts, ...measures].join(', ')}
  FROM error_rows AS error WHERE error.error_group = :group AND error.day = :day
    AND error.kind <> 'repeats' ${rowFilter(which)}`;

/** Reports by what they told, the most first. */
export const partsOf = (counted: ReadonlyMap<string, number>): Parted =>
  [...counted]
    .filter(([, reports]) => reports > 0)
    .map(([value, reports]) => ({ value, reports }))
    .sort((a, b) => b.reports - a.reports || (a.value < b.value ? -1 : 1));

/** The least value that a share of the others don't exceed (nearest rank). */
function qualityOf(told: readonly number[]): Quality {
  if (told.length === 0) return null;
  const ordered = Float64Array.from(told).sort();
  const ranked = (share: number) => ordered[Math.ceil(told.length * share) - 1] ?? 0;
  return { reports: told.length, median: ranked(0.5), p95: ranked(0.95) };
}

type PartsRow = readonly [
  processType: string,
  architecture: string,
  roundTrip: number | null,
  jitter: number | null,
  packetLoss: number | null,
];

/** Reads what a group's reports told of where they happened, and of the network: all of it in one pass. */
export function createParts(db: DatabaseSync) {
  return (which: ErrorQuery & { readonly group: string }, days: readonly string[]) => {
    const { group, filter } = which;
    const [processTypes, architectures] = [new Map<string, number>(), new Map<string, number>()];
    const told: readonly [number[], number[], number[]] = [[], [], []];
    const read = db.prepare(rows(which));
    // So many rows are read that making an object of each would take longer than reading them.
    read.setReturnArrays(true);
    for (const day of days) {
      const values = { group, day, ...(filter && { value: filter.value }) };
      for (const row of read.all(values) as unknown as PartsRow[]) {
        const [processType, architecture, roundTrip, jitter, packetLoss] = row;
        more(processTypes, processType, 1);
        more(architectures, architecture, 1);
        if (roundTrip !== null) told[0].push(roundTrip);
        if (jitter !== null) told[1].push(jitter);
        if (packetLoss !== null) told[2].push(packetLoss);
      }
    }
    return {
      processType: partsOf(processTypes),
      architecture: partsOf(architectures),
      roundTrip: qualityOf(told[0]),
      jitter: qualityOf(told[1]),
      packetLoss: qualityOf(told[2]),
    };
  };
}
