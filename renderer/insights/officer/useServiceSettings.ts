import { useState } from 'react';
import {
  serviceSettings,
  type ServiceSettings,
  type SettingsChange,
} from '../../../contract/insights/serviceSettings.ts';
import type { Problem } from '../answers/ask.ts';
import { useAsked, type Loaded } from '../answers/useAnswer.ts';
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
  const told = useAsked(path, serviceSettings);
  const [set, setSet] = useState<ServiceSettings>();
  return {
    loaded: set ? { state: 'answered', answer: set } : told,
    async set(change) {
      const changed = await ask(path, serviceSettings, { method: 'PATCH', body: change });
      if (!changed.ok) return changed.problem;
      setSet(changed.value);
      return undefined;
    },
  };
}
