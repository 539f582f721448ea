import { use, useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { SessionContext } from '../session/sessionContext.ts';
import { askPool, type Asked, type Problem } from './askPool.ts';

/** What is known of an answer. */
export type Shown<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'answered'; readonly answer: T };

interface Reading<T> {
  readonly shown: Shown<T>;
  /** Whether a newer answer is on its way. */
  readonly isBusy: boolean;
  readonly again: () => void;
}

/** Asks the pool, and anew whenever the path is another one; what was answered stays until the next answer is here. */
export function usePool<T>(path: string, schema: z.ZodType<T>): Reading<T> {
  const { onSignedOut } = use(SessionContext);
  const [times, setTimes] = useState(0);
  const [asked, setAsked] = useState<{ path: string; times: number; result: Asked<T> }>();
  useEffect(() => {
    const leaving = new AbortController();
    void askPool(path, schema, { signal: leaving.signal }).then((result) => {
      if (leaving.signal.aborted) return;
      setAsked({ path, times, result });
      if (!result.ok && result.problem.kind === 'signedOut') onSignedOut();
    });
    return () => {
      leaving.abort();
    };
  }, [path, times, schema, onSignedOut]);
  const again = useCallback(() => {
    setTimes((count) => count + 1);
  }, []);
  const isBusy = asked?.path !== path || asked.times !== times;
  if (!asked) return { shown: { state: 'loading' }, isBusy, again };
  const { result } = asked;
  const shown: Shown<T> = result.ok
    ? { state: 'answered', answer: result.value }
    : { state: 'failed', problem: result.problem };
  return { shown, isBusy, again };
}
