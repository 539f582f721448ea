import type { DatabaseSync } from 'node:sqlite';
import type { Answer, ErrorCounts, GroupCounts } from '../../../contract/insights/answers.ts';
import type { InsightQuery, Question } from '../../../contract/insights/queries.ts';
import type { Trait } from './dayGroup.ts';
import { lengthOf } from './days.ts';
import { createMigration, type Migration } from './migrate.ts';
import { devices, signins, traitRows } from './questions/census.ts';
import { createErrorGroup } from './questions/errorGroup.ts';
import { createErrors } from './questions/errors.ts';
import { releases, type ReleaseQuery } from './questions/releases.ts';
import { features, stability, usage } from './questions/usage.ts';
import { createRollups, type Rollups } from './rollups.ts';
import { createSealing } from './sealing.ts';
import type { TellPorts } from './tellGroups.ts';

type Asked = Exclude<Question, 'releases' | 'errors'>;
type RowOf<Q extends Question> = Answer<Q>['rows'][number];

/** The trait by which rows are grouped; a question that is told day by day is grouped by `ofDays`. */
const byTrait = ({ by }: InsightQuery, ofDays: Trait) => ({
  trait: by === 'day' ? ofDays : (by as Trait),
  daily: by === 'day',
});

const rowsOf: {
  readonly [Q in Asked]: (ports: TellPorts, query: InsightQuery) => RowOf<Q>[];
} = {
  devices,
  versions: (ports, query) => traitRows(ports, query, byTrait(query, 'version')),
  systems: (ports, query) => traitRows(ports, query, byTrait(query, 'os')),
  languages: (ports, query) => traitRows(ports, query, { trait: query.by as Trait, daily: false }),
  signins,
  usage,
  features,
  organisations: (ports, query) => usage(ports, query),
  stability,
};

/** Whether some days are missing from the answer because too little arrived, or nothing. */
const lacksDays = ({ from, to }: InsightQuery, rows: readonly object[]): boolean => {
  const days = rows.flatMap((row) =>
    'day' in row && typeof row.day === 'string' ? [row.day] : [],
  );
  return days.length > 0 && new Set(days).size < lengthOf(from, to);
};

/** What the records alone say about error groups, without what engineers decided about them. */
type CountsAnswer<Row> = Omit<Answer<'errors'>, 'rows'> & { readonly rows: Row[] };

export interface Insights {
  /** Makes the rollups up to a day final because its rows are about to be deleted. @returns whether they may be. */
  readonly mayDelete: (upTo: string) => boolean;
  readonly k: number;
  readonly migration: Migration;
  readonly rollups: Rollups;
  /** Answers a question about census or usage data. */
  readonly answer: <Q extends Asked>(question: Q, query: InsightQuery) => Answer<Q>;
  readonly releases: (query: ReleaseQuery) => Answer<'releases'>;
  /** @param every whether the reader may see every error: numbers about a single person, and reports. */
  readonly errors: (query: InsightQuery, every: boolean) => CountsAnswer<ErrorCounts>;
  /** @returns undefined if there is no such group, or it may not be shown. */
  readonly errorGroup: (
    group: string,
    query: InsightQuery,
    every: boolean,
  ) => CountsAnswer<GroupCounts> | undefined;
}

/** @param k the fewest devices that a number may be about. */
export function createInsights(db: DatabaseSync, k: number): Insights {
  const rollups = createRollups(db);
  const ports = { rollups, k };
  const errors = createErrors(db);
  const errorGroup = createErrorGroup(db);
  const migration = createMigration(db);
  const seal = createSealing(db, { rollups, k });
  return {
    k,
    migration,
    rollups,
    mayDelete: (upTo) => {
      if (!migration.isDone()) return false;
      seal(upTo);
      return true;
    },
    answer: (question, query) => {
      const rows = rowsOf[question](ports, query);
      // Looks only at what is shown, so that it does not reveal that something too small exists.
      const suppressed =
        rows.some((row) => ('rest' in row ? row.rest : row.devices === null)) ||
        lacksDays(query, rows);
      return { from: query.from, to: query.to, k, suppressed, rows } as Answer<typeof question>;
    },
    releases: (query) => {
      const rows = releases(ports, query);
      const suppressed = rows.some((row) => row.version.of === null || row.against.of === null);
      return { from: query.from, to: query.to, k, suppressed, rows };
    },
    errors: ({ from, to, filter }, every) => {
      const rows = errors({ from, to, k: every ? 1 : k, ...(filter && { filter }) });
      return { from, to, k: every ? 1 : k, suppressed: !every, rows };
    },
    errorGroup: (group, { from, to, filter }, every) => {
      const row = errorGroup({ group, from, to, k: every ? 1 : k, ...(filter && { filter }) });
      return row && { from, to, k: every ? 1 : k, suppressed: !every, rows: [row] };
    },
  };
}
