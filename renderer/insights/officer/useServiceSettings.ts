import { useEffect, useState } from 'react';
import {
  serviceSettings,
  type ServiceSettings,
  type SettingsChange,
} from '../../../contract/insights/serviceSettings.ts';
import type { Asked, Problem } from '../answers/ask.ts';
import type { Loaded } from '../answers/useAnswer.ts';
import { useAsk } from '../session/useAsk.ts';

const path = '../v1/settings';

/** Sets some of the settings. @returns why they were not set. */
export type SetSettings = (change: SettingsChange) => Promise<Problem | undefined>;

/** The settings in force, and how an officer changes them. */
export function useServiceSettings(): {
  readonly loaded: Loaded<ServiceSettings>;
  readonly set: SetSettings;
} {
  const { ask } = useAsk();
  const [asked, setAsked] = useState<Asked<ServiceSettings>>();
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    void ask(path, serviceSettings, { signal: leaving.signal }).then((told) => {
      if (!leaving.signal.aborted) setAsked(told);
    });
    return () => {
      leaving.abort();
    };
  }, [ask, times]);

  const again = () => {
    setAsked(undefined);
    setTimes(times + 1);
  };
  const loaded: Loaded<ServiceSettings> = (() => {
    if (!asked) return { state: 'loading' };
    return asked.ok
      ? { state: 'answered', answer: asked.value }
      : { state: 'failed', problem: asked.problem, again };
  })();
  return {
    loaded,
    async set(change) {
      const changed = await ask(path, serviceSettings, { method: 'PATCH', body: change });
      if (!changed.ok) return changed.problem;
      setAsked(changed);
      return undefined;
    },
  };
}
