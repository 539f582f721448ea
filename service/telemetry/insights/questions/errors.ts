import type { DatabaseSync } from 'node:sqlite';
import type { ErrorCounts } from '../../../../contract/insights/answers.ts';
import type { Filter, InsightQuery } from '../../../../contract/insights/queries.ts';
import { compareVersions } from '../../../shared/compareVersions.ts';
import { daysOf } from '../days.ts';
import { rounded } from '../tell.ts';

/** What is asked of errors: by whom only so much may be seen as is about `k` people or more. */
export interface ErrorQuery extends Pick<InsightQuery, 'from' | 'to' | 'filter'> {
  readonly k: number;
  /** One group alone. */
  readonly group?: string;
}

/** The most groups in one answer, of the most reports. */
const MOST_GROUPS = 500;

/** By which column of the typed rows a filter goes. */
export const filterColumn: Readonly<Record<Filter, string>> = {
  surface: 'surface',
  version: 'version',
  os: "''",
};

/** Each day by itself, so that a group's rows are found by their key, and no other group's are read. */
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
 * The smallest parts that are told: one group's errors of one day, version and surface. Each is told if it is of k
 * people or more, and every number is a sum of such parts; so none is of fewer, nor any difference of two.
 */
const cells = (
  which: ErrorQuery,
) => `SELECT error_group, day, version, surface FROM error_rows AS error
  WHERE ${conditions(which)} GROUP BY error_group, day, version, surface
  HAVING count(DISTINCT nullif(person, '')) >= :k`;

/** The rows of the cells that are told; `k` 1 tells all, also of those of whom nobody is known. */
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

/** What a group's key tells after its kind. */
const titleOf = (name: string, title: string): string => title || name.slice(name.indexOf(':') + 1);

/**
 * Errors by groups, the most frequent first, from the typed rows themselves: a withdrawal changes every number at once.
 * Days without reports are left out of a trend.
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
