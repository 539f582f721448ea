import { use, useState } from 'react';
import { SessionContext } from '../session/sessionContext.ts';
import type { Asked, Problem } from './askPool.ts';

/** Something that is done by asking the pool, and what came of it. */
export function useDeed(): {
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
  readonly forget: () => void;
  /** Does it, unless something is being done. @returns what was answered; undefined where that failed. */
  readonly run: <T>(ask: () => Promise<Asked<T>>) => Promise<T | undefined>;
} {
  const { onSignedOut } = use(SessionContext);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  return {
    isBusy,
    problem,
    forget: () => {
      setProblem(undefined);
    },
    async run(ask) {
      if (isBusy) return undefined;
      setBusy(true);
      setProblem(undefined);
      const asked = await ask();
      setBusy(false);
      if (asked.ok) return asked.value;
      if (asked.problem.kind === 'signedOut') onSignedOut();
      setProblem(asked.problem);
      return undefined;
    },
  };
}
