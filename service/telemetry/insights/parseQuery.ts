import type { z } from 'zod';
import {
  defaultDays,
  filters,
  mostDays,
  querySchemas,
  releasesSchema,
  questions,
  type Filter,
  type InsightQuery,
  type Question,
} from '../../../contract/insights/queries.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { addDays, lengthOf } from './days.ts';
import type { ReleaseQuery } from './questions/releases.ts';

/** Whether a filtered question can be told this way: by day, or as one row. */
const fitsFilter = (by: string, filter: string): boolean => by === 'day' || by === filter;

function filterOf(
  question: Question,
  values: { readonly [Name in Filter]?: string | undefined },
): Outcome<InsightQuery['filter']> {
  const given = (['surface', 'version', 'os'] as const).filter(
    (name) => values[name] !== undefined,
  );
  const allowed: readonly Filter[] = filters[question];
  const stranger = given.find((name) => !allowed.includes(name));
  if (stranger !== undefined)
    return failed(
      `${stranger}: ${question} can be narrowed to ${allowed.join(', ') || 'days alone'}`,
    );
  const [name, second] = given;
  if (second !== undefined)
    return failed(`${second}: only one of ${allowed.join(', ')} can be given at once`);
  return done(name && { name, value: values[name] ?? '' });
}

/** The days that a query is about: up to today, or this many days from its first. */
export function rangeOf(
  given: { readonly from?: string | undefined; readonly to?: string | undefined },
  today: string,
): Outcome<{ readonly from: string; readonly to: string }> {
  const to = given.to ?? today;
  const from = given.from ?? addDays(to, 1 - defaultDays);
  const days = lengthOf(from, to);
  if (days < 1) return failed(`from: ${from} is after ${to}`);
  if (days > mostDays) return failed(`from: at most ${mostDays} days can be asked for at once`);
  return done({ from, to });
}

/** What is wrong with a query, with the name of the value. */
function problemOf({ issues: [issue] }: z.ZodError): string {
  const where = issue?.path.join('.') ?? '';
  // Cut off, since the names in it come from whoever asks.
  return `${where && `${where}: `}${issue?.message ?? ''}`.slice(0, 256);
}

/** Reads which two versions to compare, and over which days. */
export function parseReleases(query: unknown, today: string): Outcome<ReleaseQuery> {
  const parsed = releasesSchema.safeParse(query);
  if (!parsed.success) return failed(problemOf(parsed.error));
  const { version, against, surface, os } = parsed.data;
  if (surface !== undefined || os !== undefined)
    return failed(`${surface === undefined ? 'os' : 'surface'}: releases are compared as a whole`);
  const range = rangeOf(parsed.data, today);
  return range.ok ? done({ ...range.value, version, against }) : range;
}

/**
 * Reads a question's query.
 * @param today in UTC; the range ends with it if the query names no end.
 * @returns the query, or what is wrong with it, by name.
 */
export function parseQuery(
  question: Exclude<Question, 'releases'>,
  query: unknown,
  today: string,
): Outcome<InsightQuery> {
  const parsed = querySchemas[question].safeParse(query);
  if (!parsed.success) return failed(problemOf(parsed.error));
  const { data } = parsed;
  const range = rangeOf(data, today);
  if (!range.ok) return range;
  const filter = filterOf(question, data);
  if (!filter.ok) return filter;
  const by = data.by ?? questions[question][0];
  if (question !== 'errors' && filter.value && !fitsFilter(by, filter.value.name))
    return failed(`by: narrowed to one ${filter.value.name}, ${question} is told by day`);
  return done({ ...range.value, by, ...(filter.value && { filter: filter.value }) });
}
