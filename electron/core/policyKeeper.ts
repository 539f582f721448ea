import type { Policy } from '../../contract/consent.ts';
import type { PolicyReading } from '../../contract/policy.ts';

/** Where a policy comes from; every platform's sources stand behind this one port. */
export interface PolicySource {
  read(): PolicyReading;
  /** @param onPossibleChange is called when it may say something else. @returns what stops the watching. */
  watch(onPossibleChange: () => void): () => void;
}

export interface PolicyKeeper {
  readonly policy: () => Policy;
  /** Asks every source again. */
  readonly refresh: () => void;
  readonly onChange: (listener: (policy: Policy) => void) => void;
  readonly stop: () => void;
}

/** Holds what all sources say, and tells when one of them says something else. */
export function createPolicyKeeper(sources: readonly PolicySource[]): PolicyKeeper {
  const readAll = (): Policy => ({ readings: sources.map((source) => source.read()) });
  const listeners: ((policy: Policy) => void)[] = [];
  let policy = readAll();

  const refresh = () => {
    const next = readAll();
    if (JSON.stringify(next) === JSON.stringify(policy)) return;
    policy = next;
    for (const listener of listeners) listener(policy);
  };
  const stops = sources.map((source) => source.watch(refresh));

  return {
    policy: () => policy,
    refresh,
    onChange: (listener) => void listeners.push(listener),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
