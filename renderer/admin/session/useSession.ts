import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { adminSession, type AdminSession } from '../../../contract/admin/session.ts';
import { askPool, type Problem } from '../answers/askPool.ts';

type SessionState =
  | { readonly state: 'asking' }
  | { readonly state: 'signedIn'; readonly session: AdminSession }
  /** `hasEnded`: there was one in this page. */
  | { readonly state: 'signedOut'; readonly hasEnded: boolean }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Who is signed in; the cookie itself is out of the page's reach. */
export function useSession() {
  const [current, setCurrent] = useState<SessionState>({ state: 'asking' });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    void askPool(adminPaths.session, adminSession, { signal: leaving.signal }).then((asked) => {
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
  const onSignedIn = (session: AdminSession) => {
    setCurrent({ state: 'signedIn', session });
  };
  /** @returns whether that failed. */
  const signOut = async (): Promise<boolean> => {
    const asked = await askPool(adminPaths.session, z.unknown(), { method: 'DELETE' });
    if (!asked.ok && asked.problem.kind !== 'signedOut') return true;
    setCurrent({ state: 'signedOut', hasEnded: false });
    return false;
  };
  const askAgain = () => {
    setCurrent({ state: 'asking' });
    setTimes((count) => count + 1);
  };
  const onSignedOut = useCallback(() => {
    setCurrent({ state: 'signedOut', hasEnded: true });
  }, []);
  return { current, onSignedIn, signOut, askAgain, onSignedOut };
}
