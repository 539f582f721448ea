import { createContext, useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import { sessionSchema, type Role, type Session } from '../../../contract/insights/session.ts';
import { ask, type Problem } from '../answers/ask.ts';

export type SessionState =
  | { readonly state: 'asking' }
  | { readonly state: 'signedIn'; readonly session: Session }
  /** `hasEnded`: this page had a session before. */
  | { readonly state: 'signedOut'; readonly hasEnded: boolean }
  | { readonly state: 'failed'; readonly problem: Problem };

interface SessionOf {
  readonly current: SessionState;
  /** @returns why signing in failed, if it did. */
  readonly signIn: (token: string) => Promise<Problem | undefined>;
  readonly signOut: () => Promise<Problem | undefined>;
  readonly askAgain: () => void;
  /** Call when the service no longer knows the session. */
  readonly onSignedOut: () => void;
}

/** Who is signed in; the cookie itself is out of the page's reach. */
export function useSession(): SessionOf {
  const [current, setCurrent] = useState<SessionState>({ state: 'asking' });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    void ask('session', sessionSchema, { signal: leaving.signal }).then((asked) => {
      if (leaving.signal.aborted) return;
      if (asked.ok) setCurrent({ state: 'signedIn', session: asked.value });
      else if (asked.problem.kind === 'signedOut')
        setCurrent({ state: 'signedOut', hasEnded: false });
      else setCurrent({ state: 'failed', problem: asked.problem });
    });
    return () => {
      leaving.abort();
    };
  }, [times]);
  const signIn = async (token: string) => {
    const asked = await ask('session', sessionSchema, { method: 'POST', body: { token } });
    if (!asked.ok) return asked.problem;
    setCurrent({ state: 'signedIn', session: asked.value });
    return undefined;
  };
  const signOut = async () => {
    const asked = await ask('session', z.unknown(), { method: 'DELETE' });
    if (!asked.ok && asked.problem.kind !== 'signedOut') return asked.problem;
    setCurrent({ state: 'signedOut', hasEnded: false });
    return undefined;
  };
  const askAgain = () => {
    setCurrent({ state: 'asking' });
    setTimes((count) => count + 1);
  };
  const onSignedOut = useCallback(() => {
    setCurrent({ state: 'signedOut', hasEnded: true });
  }, []);
  return { current, signIn, signOut, askAgain, onSignedOut };
}

/** Lets parts of a page report that the session has ended, and read the person's roles. */
export const SessionContext = createContext<
  Pick<SessionOf, 'onSignedOut'> & { readonly roles: readonly Role[] }
>({ onSignedOut: () => undefined, roles: [] });
