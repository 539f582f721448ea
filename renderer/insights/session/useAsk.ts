import { use, useMemo } from 'react';
import { ask, askForFile, type Asked } from '../answers/ask.ts';
import { SessionContext } from './sessionContext.ts';

/** {@link ask} and {@link askForFile} for a page: if the service no longer knows the session, the page is left for signing in. */
export function useAsk(): { readonly ask: typeof ask; readonly askForFile: typeof askForFile } {
  const { onSignedOut } = use(SessionContext);
  return useMemo(() => {
    const heed = <T>(asked: Asked<T>): Asked<T> => {
      if (!asked.ok && asked.problem.kind === 'signedOut') onSignedOut();
      return asked;
    };
    return {
      ask: async (...args) => heed(await ask(...args)),
      askForFile: async (...args) => heed(await askForFile(...args)),
    };
  }, [onSignedOut]);
}
