import type { DatabaseSync } from 'node:sqlite';
import type { ErrorCounts } from '../../../../contract/insights/answers.ts';
import type { Filter, InsightQuery } from '../../../../contract/insights/queries.ts';
import { compareVersions } from '../../../shared/compareVersions.ts';
import { daysOf } from '../days.ts';
import { rounded } from '../tell.ts';

/** A query about errors, for a reader who may see only what is about `k` people or more. */
export interface ErrorQuery extends Pick<InsightQuery, 'from' | 'to' | 'filter'> {
  readonly k: number;
  /** Only this group. */
  readonly group?: string;
}

/** The most groups in one answer: those with the most reports. */
const MOST_GROUPS = 500;

/** The column of the typed rows that each filter compares. */
export const filterColumn: Readonly<Record<Filter, string>> = {
  surface: 'surface',
  version: 'version',
  os: "''",
};

/** Looks up each day separately, so that a group's rows are found by key and no other group's rows are read. */
export const groupOnDays =
  'error.error_group = :group AND error.day IN (SELECT value FROM json_each(:days))';

const conditions = ({ filter, group }: ErrorQuery) => `
  ${group === undefined ? 'day BETWEEN :from AND :to' : groupOnDays}
  ${filter ? `AND ${filterColumn[filter.name]} = :value` : ''}`;

/** The values of {@link conditions}. */
export const valuesOf = ({ from, to, filter, group }: Omit<ErrorQuery, 'k'>) => ({
  ...(group === undefined ? { from, to } : { group, days: JSON.stringify(daysOf(from, to)) }),
  ...(filter && { value: filter.value }),
});

/**
 * The smallest units that are shown: one group's errors of one day, version and surface. A unit is shown if k people or
 * more reported it, and every number is a sum of such units; so no number, and no difference of two, is about fewer.
 */
const cells = (
  which: ErrorQuery,
) => `SELECT error_group, day, version, surface FROM error_rows AS error
  WHERE ${conditions(which)} GROUP BY error_group, day, version, surface
  HAVING count(DISTINCT nullif(person, '')) >= :k`;

/** The rows of the units that are shown; with `k` 1, all rows, including those without a known person. */
const rows = (which: ErrorQuery) =>
  which.k > 1
    ? `(${cells(which)}) AS cell JOIN error_rows AS error
       ON error.day = cell.day AND error.error_group = cell.error_group
       AND error.version = cell.version AND error.surface = cell.surface`
    : `(SELECT * FROM error_rows AS error WHERE ${conditions(which)}) AS error`;

const totals = (
  which: ErrorQuery,
) => `SELECT error.error_group AS name, max(CASE error.kind WHEN 'repeats' THEN 'exception' ELSE error.kind END) AS kind,
    max(error.title) AS title, sum(error.kind <> 'repeats') AS reports,
    sum(CASE error.kind WHEN 'repeats' THEN error.repeats ELSE 1 END) AS occurrences,
    count(DISTINCT nullif(error.person, '')) AS people, min(error.day) AS firstDay, max(error.day) AS lastDay,
    json_group_array(DISTINCT error.version) AS versions
  FROM ${rows(which)} GROUP BY 1 ORDER BY occurrences DESC, 1 LIMIT ${MOST_GROUPS}`;

const trends = (
  which: ErrorQuery,
) => `SELECT error.error_group AS name, error.day AS day, sum(error.kind <> 'repeats') AS reports
  FROM ${rows(which)} GROUP BY 1, 2 ORDER BY 1, 2`;

/** The title in a group's key, which follows the kind. */
const titleOf = (name: string, title: string): string => title || name.slice(name.indexOf(':') + 1);

/**
 * Errors by group, the most frequent first, read from the typed rows themselves, so that a withdrawal changes every
 * number at once. A trend leaves out days without reports.
 */
export function createErrors(db: DatabaseSync): (which: ErrorQuery) => ErrorCounts[] {
  return (which) => {
    const { k } = which;
    const values = { ...valuesOf(which), ...(k > 1 && { k }) };
    const trend = Map.groupBy(db.prepare(trends(which)).all(values), (row) => String(row['name']));
    return db
      .prepare(totals(which))
      .all(values)
      .map((row) => {
        const name = String(row['name']);
        const people = Number(row['people']);
        return {
          group: name,
          kind: row['kind'] as ErrorCounts['kind'],
          title: titleOf(name, String(row['title'])),
          reports: Number(row['reports']),
          occurrences: Number(row['occurrences']),
          people: k > 1 ? rounded(people, k) : people,
          firstDay: String(row['firstDay']),
          lastDay: String(row['lastDay']),
          versions: (JSON.parse(String(row['versions'])) as string[]).sort(compareVersions),
          trend: (trend.get(name) ?? []).map(({ day, reports }) => ({
            day: String(day),
            reports: Number(reports),
          })),
        };
      });
  };
}
