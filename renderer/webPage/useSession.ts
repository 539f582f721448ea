import { useCallback, useEffect, useState } from 'react';
import type { Asked } from './ask.ts';

/** Who is signed in, as far as the page knows. */
export type SessionState<S, P> =
  | { readonly state: 'asking' }
  | { readonly state: 'signedIn'; readonly session: S }
  /** `hasEnded`: this page had a session before. */
  | { readonly state: 'signedOut'; readonly hasEnded: boolean }
  | { readonly state: 'failed'; readonly problem: P };

interface Server<S, P> {
  readonly read: (signal: AbortSignal) => Promise<Asked<S, P>>;
  readonly end: () => Promise<Asked<unknown, P>>;
}

/**
 * Follows a session, whose cookie is out of the page's reach.
 * @param server how it is asked for and ended; the same at each call.
 */
export function useSession<S, P extends { readonly kind: string }>({ read, end }: Server<S, P>) {
  const [current, setCurrent] = useState<SessionState<S, P>>({ state: 'asking' });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    void read(leaving.signal).then((asked) => {
      if (leaving.signal.aborted) return;
      if (asked.ok) setCurrent({ state: 'signedIn', session: asked.value });
      else if (asked.problem.kind === 'signedOut')
        setCurrent({ state: 'signedOut', hasEnded: false });
      else setCurrent({ state: 'failed', problem: asked.problem });
    });
    return () => {
      leaving.abort();
    };
  }, [read, times]);
  const onSignedIn = (session: S) => {
    setCurrent({ state: 'signedIn', session });
  };
  /** @returns whether that failed. */
  const signOut = async (): Promise<boolean> => {
    const asked = await end();
    if (!asked.ok && asked.problem.kind !== 'signedOut') return true;
    setCurrent({ state: 'signedOut', hasEnded: false });
    return false;
  };
  const askAgain = () => {
    setCurrent({ state: 'asking' });
    setTimes((count) => count + 1);
  };
  /** To be called when the server no longer knows the session. */
  const onSignedOut = useCallback(() => {
    setCurrent({ state: 'signedOut', hasEnded: true });
  }, []);
  return { current, onSignedIn, signOut, askAgain, onSignedOut };
}
