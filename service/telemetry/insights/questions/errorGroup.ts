import type { DatabaseSync } from 'node:sqlite';
import type { GroupCounts, ReportRow } from '../../../../contract/insights/answers.ts';
import { candorSchema } from '../../../../contract/records.ts';
import { datumIn } from '../../../../contract/schema.ts';
import { createErrors, filterColumn, groupOnDays, valuesOf, type ErrorQuery } from './errors.ts';

type Parts = NonNullable<GroupCounts['parts']>;
type GroupQuery = ErrorQuery & { readonly group: string };

/** The newest reports, since they come from versions still in use. */
const MOST_REPORTS = 20;
const MOST_DUMPS = 20;

const inGroup = ({ filter }: GroupQuery) => `${groupOnDays}
  ${filter ? `AND error.${filterColumn[filter.name]} = :value` : ''}`;
const from = 'FROM error_rows AS error JOIN records ON records.id = error.id';
const field = (name: string) => `json_extract(records.fields, '$.${name}')`;

const part = (which: GroupQuery, value: string) => `SELECT ${value} AS value, count(*) AS reports
  ${from} WHERE ${inGroup(which)} AND error.kind <> 'repeats' GROUP BY 1 ORDER BY 2 DESC, 1`;

/** A percentile by the nearest-rank method. */
const quality = (which: GroupQuery, name: string) => `WITH told AS (SELECT ${field(name)} AS value,
    row_number() OVER (ORDER BY ${field(name)}) AS place, count(*) OVER () AS reports
    ${from} WHERE ${inGroup(which)} AND ${field(name)} IS NOT NULL)
  SELECT max(reports) AS reports,
    min(CASE WHEN place >= reports * 0.5 THEN value END) AS median,
    min(CASE WHEN place >= reports * 0.95 THEN value END) AS p95 FROM told`;

const reports = (
  which: GroupQuery,
) => `SELECT ifnull(records.sent_id, records.id) AS id, records.at AS at,
    error.version AS version, error.surface AS surface, records.fields AS fields
  ${from} WHERE ${inGroup(which)} ORDER BY records.at DESC, records.id LIMIT ${MOST_REPORTS}`;

const dumps = (which: GroupQuery) => `SELECT dumps.digest AS digest, dumps.bytes AS bytes,
    records.at AS at, error.version AS version
  ${from} JOIN dumps ON dumps.record = records.id WHERE ${inGroup(which)}
  ORDER BY records.at DESC, records.id LIMIT ${MOST_DUMPS}`;

/** Whether a field is an ID by which a report could be joined with others (docs/decisions/0117). */
function isJoining(name: string): boolean {
  const datum = datumIn(candorSchema, 'error', name);
  return datum?.pii === 'pseudonym' || datum?.hashedByService === true;
}

function reportOf(row: Record<string, unknown>): ReportRow {
  const fields = JSON.parse(String(row['fields'])) as Record<string, unknown>;
  const shown = Object.entries(fields).filter(([name]) => !isJoining(name));
  return { ...(row as unknown as ReportRow), fields: Object.fromEntries(shown) };
}

/**
 * One error group; its breakdown, a few reports and the dumps only if `k` is 1, for readers who may see every error.
 * @returns undefined if there is no such group, or none that may be shown.
 */
export function createErrorGroup(db: DatabaseSync) {
  const errors = createErrors(db);
  return (which: GroupQuery): GroupCounts | undefined => {
    const [row] = errors(which);
    if (!row || which.k > 1) return row && { ...row, parts: null };
    const values = valuesOf(which);
    const parted = (value: string) =>
      db.prepare(part(which, value)).all(values) as unknown as Parts['version'];
    const told = (name: string) => {
      const found = db.prepare(quality(which, name)).get(values);
      return found?.['reports'] ? ({ ...found } as Parts['jitter']) : null;
    };
    const parts: Parts = {
      version: parted('error.version'),
      surface: parted('error.surface'),
      processType: parted(`ifnull(${field('processType')}, '')`),
      architecture: parted(`ifnull(${field('architecture')}, '')`),
      roundTrip: told('roundTrip'),
      jitter: told('jitter'),
      packetLoss: told('packetLoss'),
      reports: db.prepare(reports(which)).all(values).map(reportOf),
      dumps: db.prepare(dumps(which)).all(values) as unknown as Parts['dumps'],
    };
    return { ...row, parts };
  };
}
