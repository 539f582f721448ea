import { use, useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import {
  alertsAnswer,
  alertSwitch,
  delivery,
  madeAlert,
  type AlertRule,
  type Delivery,
} from '../../../contract/insights/alerts.ts';
import { ask, type Asked, type Problem } from '../answers/ask.ts';
import type { Loaded } from '../answers/useAnswer.ts';
import { SessionContext } from '../session/useSession.ts';

const path = '../v1/insights/alerts';
const pathOf = (id: string): string => `${path}/${id}`;

export type AlertsAnswer = z.infer<typeof alertsAnswer>;

/** What an officer does with rules; each call reloads the list, then returns why it failed, if it did. */
export interface Deeds {
  /** Makes a rule, or changes the one with that ID. */
  readonly keep: (id: string | null, rule: AlertRule) => Promise<Problem | undefined>;
  /** Has a rule watched, or not. */
  readonly turn: (id: string, on: boolean) => Promise<Problem | undefined>;
  readonly remove: (id: string) => Promise<Problem | undefined>;
  /** Sends a message marked as a trial. */
  readonly tryOut: (id: string) => Promise<Asked<Delivery>>;
}

/** The rules and what fires; while they reload, the previous ones stay. */
export function useAlerts(): { readonly loaded: Loaded<AlertsAnswer>; readonly deeds: Deeds } {
  const { onSignedOut } = use(SessionContext);
  const [loaded, setLoaded] = useState<Loaded<AlertsAnswer>>({ state: 'loading' });
  const [times, setTimes] = useState(0);

  const take = useCallback(
    (asked: Asked<AlertsAnswer>) => {
      if (asked.ok) {
        setLoaded({ state: 'answered', answer: asked.value });
        return;
      }
      const again = () => {
        setLoaded({ state: 'loading' });
        setTimes((count) => count + 1);
      };
      setLoaded({ state: 'failed', problem: asked.problem, again });
      if (asked.problem.kind === 'signedOut') onSignedOut();
    },
    [onSignedOut],
  );
  useEffect(() => {
    const leaving = new AbortController();
    void ask(path, alertsAnswer, { signal: leaving.signal }).then((asked) => {
      if (!leaving.signal.aborted) take(asked);
    });
    return () => {
      leaving.abort();
    };
  }, [times, take]);

  async function change<T>(asking: Promise<Asked<T>>): Promise<Problem | undefined> {
    const asked = await asking;
    if (asked.ok) {
      take(await ask(path, alertsAnswer));
      return undefined;
    }
    if (asked.problem.kind === 'signedOut') onSignedOut();
    return asked.problem;
  }

  return {
    loaded,
    deeds: {
      keep: (id, rule) =>
        change(
          id === null
            ? ask(path, madeAlert, { method: 'POST', body: rule })
            : ask(pathOf(id), madeAlert, { method: 'PUT', body: rule }),
        ),
      turn: (id, on) =>
        change(ask(`${pathOf(id)}/switch`, alertSwitch, { method: 'PUT', body: { on } })),
      remove: (id) => change(ask(pathOf(id), z.null(), { method: 'DELETE' })),
      async tryOut(id) {
        const asked = await ask(`${pathOf(id)}/trial`, delivery, { method: 'POST' });
        if (!asked.ok && asked.problem.kind === 'signedOut') onSignedOut();
        return asked;
      },
    },
  };
}
