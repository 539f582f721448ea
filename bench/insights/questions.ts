import { FIRST_DAY, LAST_DAY } from './fleet.ts';

interface Asked {
  readonly name: string;
  /** What is asked of the API, of all days. */
  readonly path: string;
  /** The same of typed rows by hand, in SQL that DuckDB has too; undefined where it would be another question. */
  readonly sql?: string;
}

const range = `from=${FIRST_DAY}&to=${LAST_DAY}`;
const days = `day BETWEEN '${FIRST_DAY}' AND '${LAST_DAY}'`;
const path = (question: string, rest: string) => `/v1/insights/${question}?${range}&${rest}`;

const usageSums = `count(*) FILTER (first > 0), sum(sessions), sum(crashes), sum(hangs), sum(im_sent),
  sum(calls), sum(minutes_tenths), sum(join_attempts), sum(join_successes)`;
const censusBy = (column: string) => `SELECT day, ${column}, count(DISTINCT device) FROM census_rows
  WHERE ${days} GROUP BY 1, 2`;

/** Every question of the API, each by what it is told by. */
export const asked: readonly Asked[] = [
  {
    name: 'devices by day',
    path: path('devices', 'by=day'),
    sql: `SELECT day, count(DISTINCT device), count(DISTINCT person) FROM census_rows
      WHERE ${days} GROUP BY 1`,
  },
  {
    name: 'devices by week',
    path: path('devices', 'by=week'),
    sql: `SELECT date_trunc('week', CAST(day AS DATE)), count(DISTINCT device), count(DISTINCT person)
      FROM census_rows WHERE ${days} GROUP BY 1`,
  },
  {
    name: 'devices in 28 days',
    path: path('devices', 'by=28days'),
    sql: `SELECT week, count(DISTINCT device), count(DISTINCT person) FROM census_rows
      JOIN (SELECT unnest(generate_series(DATE '${FIRST_DAY}', DATE '${LAST_DAY}', INTERVAL 7 DAY)) AS week)
      ON CAST(day AS DATE) BETWEEN week - INTERVAL 27 DAY AND week GROUP BY 1`,
  },
  { name: 'devices by model', path: path('devices', 'by=model'), sql: censusBy('model') },
  { name: 'versions by day', path: path('versions', 'by=day'), sql: censusBy('version') },
  {
    name: 'systems by version',
    path: path('systems', 'by=osVersion'),
    sql: censusBy("os || ' ' || os_version"),
  },
  { name: 'languages by region', path: path('languages', 'by=region'), sql: censusBy('language') },
  {
    name: 'sign-ins by system',
    path: path('signins', 'by=os'),
    sql: `SELECT day, os, sum(attempts), sum(failures) FROM census_rows WHERE ${days} GROUP BY 1, 2`,
  },
  {
    name: 'sign-ins of one version by day',
    path: path('signins', 'by=day&version=2.0.0'),
    sql: `SELECT day, sum(attempts), sum(failures) FROM census_rows
      WHERE ${days} AND version = '2.0.0' GROUP BY 1`,
  },
  {
    name: 'use by day',
    path: path('usage', 'by=day'),
    sql: `SELECT day, ${usageSums} FROM usage_rows WHERE ${days} GROUP BY 1`,
  },
  {
    name: 'use by organisation',
    path: path('organisations', 'by=organisation'),
    sql: `SELECT day, organisation, ${usageSums} FROM usage_rows WHERE ${days} GROUP BY 1, 2`,
  },
  { name: 'features', path: path('features', 'by=feature') },
  {
    name: 'stability by version',
    path: path('stability', 'by=version'),
    sql: `SELECT day, version, ${usageSums} FROM usage_rows WHERE ${days} GROUP BY 1, 2`,
  },
  {
    name: 'errors',
    path: path('errors', 'by=group'),
    sql: `SELECT error_group, count(*), count(DISTINCT person), min(day), max(day) FROM error_rows
      WHERE ${days} GROUP BY 1 ORDER BY 2 DESC LIMIT 500`,
  },
  {
    name: 'errors of one version',
    path: path('errors', 'by=group&version=2.0.0'),
    sql: `SELECT error_group, count(*), count(DISTINCT person), min(day), max(day) FROM error_rows
      WHERE ${days} AND version = '2.0.0' GROUP BY 1 ORDER BY 2 DESC LIMIT 500`,
  },
  {
    name: 'one group of errors',
    path: `/v1/insights/errors/${encodeURIComponent('exception:0000000000000000')}?${range}`,
  },
  { name: 'two releases', path: path('releases', 'version=2.0.1&against=2.0.0') },
];
