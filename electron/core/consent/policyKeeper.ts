import type { Policy } from '../../../contract/consent.ts';
import { createEmitter } from '../../../contract/emitter.ts';
import type { PolicyReading } from '../../../contract/policy.ts';

/** Where a policy comes from; the one port for every platform's sources. */
export interface PolicySource {
  read(): PolicyReading;
  /**
   * @param onPossibleChange is called when it may say something else.
   * @returns what stops the watching.
   */
  watch(onPossibleChange: () => void): () => void;
}

/** The decision of the meeting's host; undefined if it has not said anything. */
export interface HostPolicySource {
  read(): Policy['meetings'];
  /** @returns what stops the watching. */
  watch(onPossibleChange: () => void): () => void;
}

export interface PolicyKeeper {
  readonly policy: () => Policy;
  /** Asks every source again. */
  readonly refresh: () => void;
  readonly onChange: (listener: (policy: Policy) => void) => void;
  readonly stop: () => void;
}

/** What all sources currently say. */
export const policyOf = (
  sources: readonly PolicySource[],
  host?: Pick<HostPolicySource, 'read'>,
): Policy => {
  const meetings = host?.read();
  return { readings: sources.map((source) => source.read()), ...(meetings ? { meetings } : {}) };
};

/**
 * Holds what all sources say, and notifies when one of them changes.
 * @param host of the meeting, if there can be one.
 */
export function createPolicyKeeper(
  sources: readonly PolicySource[],
  host?: HostPolicySource,
): PolicyKeeper {
  const { listen, emit } = createEmitter<[Policy]>();
  let policy = policyOf(sources, host);

  const refresh = () => {
    const next = policyOf(sources, host);
    if (JSON.stringify(next) === JSON.stringify(policy)) return;
    policy = next;
    emit(next);
  };
  const stops = [...sources, ...(host ? [host] : [])].map((source) => source.watch(refresh));

  return {
    policy: () => policy,
    refresh,
    onChange: listen,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
