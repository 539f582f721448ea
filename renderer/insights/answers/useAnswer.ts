import { use, useEffect, useState } from 'react';
import type { z } from 'zod';
import {
  answers,
  groupAnswer,
  type Answer,
  type GroupAnswer,
} from '../../../contract/insights/answers.ts';
import { filters, type By, type Question } from '../../../contract/insights/queries.ts';
import { SessionContext } from '../session/useSession.ts';
import type { Here } from '../place/usePlace.ts';
import { ask, type Asked, type Problem } from './ask.ts';

/** What is known about an answer. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem; readonly again: () => void }
  /** The question can't be narrowed by this filter. */
  | { readonly state: 'unfiltered' }
  | { readonly state: 'answered'; readonly answer: T };

/** Asks again whenever the path changes; null asks nothing. */
export function useAsked<T>(path: string | null, schema: z.ZodType<T>): Loaded<T> {
  const { onSignedOut } = use(SessionContext);
  const [times, setTimes] = useState(0);
  const [asked, setAsked] = useState<{ path: string; times: number; result: Asked<T> }>();
  useEffect(() => {
    if (path === null) return undefined;
    const leaving = new AbortController();
    void ask(path, schema, { signal: leaving.signal }).then((result) => {
      if (leaving.signal.aborted) return;
      setAsked({ path, times, result });
      if (!result.ok && result.problem.kind === 'signedOut') onSignedOut();
    });
    return () => {
      leaving.abort();
    };
  }, [path, times, schema, onSignedOut]);
  if (path === null) return { state: 'unfiltered' };
  if (asked?.path !== path || asked.times !== times) return { state: 'loading' };
  const { result } = asked;
  if (result.ok) return { state: 'answered', answer: result.value };
  const again = () => {
    setTimes((count) => count + 1);
  };
  return { state: 'failed', problem: result.problem, again };
}

type About = Pick<Here, 'period' | 'filter'>;
/** How a narrowed question can be told (contract/insights/queries.ts), besides by what it is narrowed to. */
const narrowed = ['day', 'group'];

function pathOf(question: Question, by: string, { period, filter }: About): string | null {
  const query = new URLSearchParams({ ...period, by });
  if (filter) {
    const taken: readonly string[] = filters[question];
    if (!taken.includes(filter.name)) return null;
    if (!narrowed.includes(by) && by !== filter.name) return null;
    query.set(filter.name, filter.value);
  }
  return `../v1/insights/${question}?${query.toString()}`;
}

/** The service's answer to a question about a period, narrowed by the filter if possible. */
export function useAnswer<Q extends Question>(
  question: Q,
  by: By<Q>,
  about: About,
): Loaded<Answer<Q>> {
  // Each question has one schema, and that schema parses its answer.
  const schema = answers[question] as unknown as z.ZodType<Answer<Q>>;
  return useAsked(pathOf(question, by, about), schema);
}

/** What is known about one error group. */
export function useGroup(group: string, { period, filter }: About): Loaded<GroupAnswer> {
  const taken = filter && (filters.errors as readonly string[]).includes(filter.name);
  const query = new URLSearchParams({
    ...period,
    ...(taken ? { [filter.name]: filter.value } : {}),
  });
  const path = `../v1/insights/errors/${encodeURIComponent(group)}?${query.toString()}`;
  return useAsked(path, groupAnswer);
}

/** The comparison of two releases; asks nothing until both are named. */
export function useReleases(
  { period }: About,
  version: string,
  against: string,
): Loaded<Answer<'releases'>> {
  const query = new URLSearchParams({ ...period, version, against });
  const isNamed = version !== '' && against !== '' && version !== against;
  return useAsked(isNamed ? `../v1/insights/releases?${query.toString()}` : null, answers.releases);
}
