import type { DatabaseSync } from 'node:sqlite';
import { DayGroups, type DayGroup } from './dayGroup.ts';
import { MOST_COUNTED } from './typedFields.ts';

/** The order of a usage group's sums, which are columns of the typed rows. */
export const usageSums = [
  'sessions',
  'crashes',
  'hangs',
  'dropped',
  'im_sent',
  'im_received',
  'calls',
  'minutes_tenths',
  'join_attempts',
  'join_successes',
] as const;
export type UsageSum = (typeof usageSums)[number];

/** A device's first row of a day is marked; so a group has as many devices as marked rows. */
const readRows = (by: string) => `SELECT ${by} AS value, sum(first > 0) AS devices,
  ${usageSums.map((name) => `sum(${name}) AS ${name}`).join(', ')}
  FROM usage_rows WHERE day = ? GROUP BY 1`;

const traits = [
  ['all', "''"],
  ['surface', 'surface'],
  ['version', 'version'],
  ['os', 'os'],
  ['organisation', 'organisation'],
] as const;

/** Rolls up one day of usage: the counters by trait, and the features used. */
export function createUsageDay(db: DatabaseSync): (day: string) => DayGroup[] {
  const reads = traits.map(([trait, by]) => [trait, db.prepare(readRows(by))] as const);
  const features = db.prepare(`SELECT feature.key AS value, sum(first > 0) AS devices,
    sum(min(feature.value, ${MOST_COUNTED})) AS uses FROM usage_rows, json_each(features) AS feature
    WHERE day = ? AND feature.value > 0 GROUP BY 1`);
  return (day) => {
    const groups = new DayGroups();
    for (const [trait, read] of reads)
      for (const row of read.all(day))
        groups.add(
          trait,
          String(row['value']),
          Number(row['devices']),
          usageSums.map((name) => Number(row[name])),
        );
    for (const row of features.all(day))
      groups.add('feature', String(row['value']), Number(row['devices']), [Number(row['uses'])]);
    return groups.list();
  };
}
