import { createDraw } from '../../service/telemetry/testing/records.ts';
import { drawPopulation, type Device } from './population.ts';
import { dayLines } from './records.ts';
import { releases } from './releases.ts';

/** How many days the demonstration covers, today included. */
export const DEMO_DAYS = 90;

const DAY_MS = 86_400_000;

/** What arrives on one day. */
export interface DemoDay {
  /** Such as 2026-11-29. */
  readonly day: string;
  /** The records' lines by version, as clients write them. */
  readonly linesOf: ReadonlyMap<string, readonly string[]>;
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay());

/** The newest version that a device has been updated to by this day. */
const versionOn = ({ lags }: Device, day: number): string =>
  releases.findLast((release, index) => release.day + (lags[index] ?? 0) <= day)?.version ??
  releases[0]?.version ??
  '';

/**
 * Ninety days of what a made-up population would send, day by day.
 * @param seed the same seed gives the same lines for the same day.
 * @param today the last day, such as 2026-11-29.
 */
export function* demoDays(seed: number, today: string): Generator<DemoDay> {
  const draw = createDraw(seed);
  const population = drawPopulation(draw, DEMO_DAYS);
  const seen = new Set<Device>();
  for (let index = 0; index < DEMO_DAYS; index += 1) {
    const day = new Date(Date.parse(today) - (DEMO_DAYS - 1 - index) * DAY_MS)
      .toISOString()
      .slice(0, 10);
    const restful = isWeekend(day) ? 0.15 : 1;
    // Only the first hour of today is surely past, whatever the time is.
    const hours = index === DEMO_DAYS - 1 ? { from: 0, to: 0 } : { from: 6, to: 19 };
    const linesOf = new Map<string, string[]>();
    for (const device of population) {
      if (device.joined > index || draw(100) >= device.habit * restful) continue;
      const version = versionOn(device, index);
      const on = { device, version, day, hours, isFirst: !seen.has(device) };
      seen.add(device);
      linesOf.set(version, [...(linesOf.get(version) ?? []), ...dayLines(draw, on)]);
    }
    yield { day, linesOf };
  }
}
