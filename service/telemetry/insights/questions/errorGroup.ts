import type { DatabaseSync } from 'node:sqlite';
import type { GroupCounts, ReportRow } from '../../../../contract/insights/answers.ts';
import { candorSchema } from '../../../../contract/records.ts';
import { datumIn } from '../../../../contract/schema.ts';
import type { ErrorDays } from '../errorDays.ts';
import { createParts, partsOf, rowFilter } from './errorParts.ts';
import { countsOf } from './errors.ts';
import { tallyErrors, type ErrorQuery } from './errorTally.ts';

type Dump = NonNullable<GroupCounts['parts']>['dumps'][number];
type GroupQuery = ErrorQuery & { readonly group: string };
type Row = Readonly<Record<string, unknown>>;

/** Reports of the last days, since they come from versions still in use. */
const MOST_REPORTS = 20;
/** The most of one day from which the newest are taken, since each is read from its own place on the disk. */
const MOST_LOOKED_AT = 200;
const MOST_DUMPS = 20;

const ofDay = (which: GroupQuery) =>
  `error.day = :day AND error.error_group = :group ${rowFilter(which)}`;

const newestFirst = 'ORDER BY records.at DESC, records.id LIMIT :most';

const reports = (which: GroupQuery) => `SELECT ifnull(records.sent_id, records.id) AS id,
    records.at AS at, looked.version AS version, looked.surface AS surface, records.fields AS fields
  FROM (SELECT id, version, surface FROM error_rows AS error WHERE ${ofDay(which)}
    LIMIT ${String(MOST_LOOKED_AT)}) AS looked
  JOIN records ON records.id = looked.id ${newestFirst}`;

const dumps = (which: GroupQuery) => `SELECT dumps.digest AS digest, dumps.bytes AS bytes,
    records.at AS at, error.version AS version
  FROM error_rows AS error CROSS JOIN dumps ON dumps.record = error.id
  JOIN records ON records.id = error.id WHERE ${ofDay(which)} ${newestFirst}`;

/** Whether a field is an ID by which a report could be joined with others (docs/decisions/0117). */
function isJoining(name: string): boolean {
  const datum = datumIn(candorSchema, 'error', name);
  return datum?.pii === 'pseudonym' || datum?.hashedByService === true;
}

function reportOf(row: Row): ReportRow {
  const fields = JSON.parse(String(row['fields'])) as Record<string, unknown>;
  const shown = Object.entries(fields).filter(([name]) => !isJoining(name));
  return { ...(row as unknown as ReportRow), fields: Object.fromEntries(shown) };
}

/** Reads day by day, from the last one back, until there are enough: a group's rows of a day are found by their key. */
function newest(
  days: readonly string[],
  most: number,
  read: (day: string, most: number) => readonly Row[],
): Row[] {
  const found: Row[] = [];
  for (const day of days.toReversed()) {
    if (found.length >= most) break;
    found.push(...read(day, most - found.length));
  }
  return found;
}

/**
 * One error group; its breakdown, a few reports and the dumps only if `k` is 1, for readers who may see every error.
 * @returns undefined if there is no such group, or none that may be shown.
 */
export function createErrorGroup(db: DatabaseSync, errorDays: ErrorDays) {
  const readParts = createParts(db);
  return (which: GroupQuery): GroupCounts | undefined => {
    const [tally] = tallyErrors(errorDays, which);
    if (!tally) return undefined;
    const [row] = countsOf([tally], which.k);
    if (!row || which.k > 1) return row && { ...row, parts: null };
    const days = [...tally.days.keys()];
    const { group, filter } = which;
    const told = (sql: string, most: number) => {
      const read = db.prepare(sql);
      const values = { group, ...(filter && { value: filter.value }) };
      return newest(days, most, (day, left) => read.all({ ...values, day, most: left }));
    };
    const parts = {
      version: partsOf(tally.versions),
      surface: partsOf(tally.surfaces),
      ...readParts(which, days),
      reports: told(reports(which), MOST_REPORTS).map(reportOf),
      // Crashes alone have dumps.
      dumps: (row.kind === 'crash' ? told(dumps(which), MOST_DUMPS) : []) as unknown as Dump[],
    };
    return { ...row, parts };
  };
}
