import type { DatabaseSync } from 'node:sqlite';
import type { GroupRow, ReportRow } from '../../../../contract/insights/answers.ts';
import { createErrors, type ErrorQuery } from './errors.ts';

type Parts = NonNullable<GroupRow['parts']>;

/** The last reports of a group, since they are of the versions that are still in use. */
const MOST_REPORTS = 20;

const inGroup = `FROM error_rows AS error JOIN records ON records.id = error.id
  WHERE error.error_group = :group AND error.day BETWEEN :from AND :to`;
const field = (name: string) => `json_extract(records.fields, '$.${name}')`;

const part = (value: string) => `SELECT ${value} AS value, count(*) AS reports ${inGroup}
  AND error.kind <> 'repeats' GROUP BY 1 ORDER BY 2 DESC, 1`;

/** The least value that a share of the others don't exceed (nearest rank). */
const quality = (name: string) => `WITH told AS (SELECT ${field(name)} AS value,
    row_number() OVER (ORDER BY ${field(name)}) AS place, count(*) OVER () AS reports
    ${inGroup} AND ${field(name)} IS NOT NULL)
  SELECT max(reports) AS reports,
    min(CASE WHEN place >= reports * 0.5 THEN value END) AS median,
    min(CASE WHEN place >= reports * 0.95 THEN value END) AS p95 FROM told`;

const reports = `SELECT ifnull(records.sent_id, records.id) AS id, records.at AS at,
    error.version AS version, error.surface AS surface, records.fields AS fields ${inGroup}
  ORDER BY records.at DESC, records.id LIMIT ${MOST_REPORTS}`;

function reportOf(row: Record<string, unknown>): ReportRow {
  const fields = JSON.parse(String(row['fields'])) as Record<string, unknown>;
  delete fields['userId'];
  return { ...(row as unknown as ReportRow), fields };
}

/**
 * One group of errors; its parts and a few reports for who may see every error, with `k` 1.
 * @returns undefined where there is no such group, or none that may be told.
 */
export function createErrorGroup(db: DatabaseSync) {
  const errors = createErrors(db);
  return (which: ErrorQuery & { readonly group: string }): GroupRow | undefined => {
    const [row] = errors(which);
    if (!row || which.k > 1) return row && { ...row, parts: null };
    const { group, from, to } = which;
    const values = { group, from, to };
    const parted = (value: string) =>
      db.prepare(part(value)).all(values) as unknown as Parts['version'];
    const told = (name: string) => {
      const found = db.prepare(quality(name)).get(values);
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
      reports: db.prepare(reports).all(values).map(reportOf),
    };
    return { ...row, parts };
  };
}
