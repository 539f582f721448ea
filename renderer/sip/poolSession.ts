import type { Main } from '../../contract/ipc.ts';
import type { Variable } from '../ui/value.ts';
import {
  failureOf,
  mayReturn,
  passesByItself,
  type Failure,
  type WhySignedOut,
} from './failure.ts';
import type { IncomingText } from './incoming.ts';
import type { ConnectionState } from './connectionState.ts';
import { createRegathering } from './regathering.ts';
import { retryDelay } from './retryDelay.ts';
import { reportFailure } from './reportFailure.ts';
import {
  createUserAgent,
  type AgentEvents,
  type Credentials,
  type UserAgent,
} from './userAgent.ts';

/** How many milliseconds an attempt may take, from the first packet to the registrar's acceptance. */
const ATTEMPT_MS = 10_000;

export type PoolSessionPorts = Pick<
  Main,
  | 'openPoolWay'
  | 'signInAttempted'
  | 'signInFailed'
  | 'connectionLost'
  | 'checkPool'
  | 'messageRefused'
> & {
  /** @param isFirst false after a loss of the connection. */
  readonly onSignedIn: (isFirst: boolean) => void;
  readonly onText: (text: IncomingText) => Promise<boolean>;
  readonly onLine: AgentEvents['onLine'];
};

export interface PoolSessionSettings {
  readonly poolUrl: string;
  readonly credentials: Credentials;
  /** The device's instance ID, as `urn:uuid:…`; null if no pool is set. */
  readonly device: string | null;
  /** Keeps trying if waiting may help, as for a person who is not there. */
  readonly isPatient: boolean;
}

/** One session at a pool, from requesting to sign in until leaving or giving up. */
export interface PoolSession extends Pick<UserAgent, 'start' | 'send' | 'dial' | 'quality'> {
  readonly leave: (failure: WhySignedOut | null) => void;
  readonly connectNow: () => void;
}

const foundOut = {
  answers: 'notPool',
  certificate: 'certificate',
  unreachable: 'unreachable',
  silent: 'silent',
} as const;

/** A pool that took SIP before, and answers now, is on its way back. */
const foundOutAgain = { ...foundOut, answers: 'unreachable' } as const;

/** Signs in, stays as long as possible, and knows why it can't. */
export function createPoolSession(
  { poolUrl, credentials, device, isPatient }: PoolSessionSettings,
  state: Variable<ConnectionState>,
  ports: PoolSessionPorts,
): PoolSession {
  let hasLeft = false;
  let wasSignedIn = false;
  let failures = 0;
  let attempts = 0;
  /** Why the current attempt will have failed, once its connection is gone. */
  let refusal: Failure | undefined;
  /** For how many milliseconds the pool asked to be left alone when it last refused. */
  let askedWaitMs = 0;
  let limit: ReturnType<typeof setTimeout> | undefined;

  const leave = (failure: WhySignedOut | null): void => {
    hasLeft = true;
    clearTimeout(limit);
    agent.stop();
    state.set({ name: 'signedOut', failure });
  };

  const waitAndRetry = (failure: Failure): void => {
    const nextAt = Date.now() + Math.max(askedWaitMs, retryDelay(failures, Math.random()));
    agent.waitUntil(nextAt);
    state.set({ name: 'reconnecting', failure, nextAt });
  };

  const failed = (failure: Failure): void => {
    const goesOn = wasSignedIn ? mayReturn(failure) : isPatient && passesByItself(failure);
    const [before, quality] = [state.get(), agent.quality()];
    reportFailure(ports, failure, { wasSignedIn, goesOn, before, quality });
    if (goesOn) waitAndRetry(failure);
    else leave(failure);
    failures += 1;
  };

  /** A page is not told why a WebSocket could not be opened; the main process finds out. */
  const findOut = async (): Promise<void> => {
    agent.waitUntil(Infinity);
    const asked = attempts;
    const found = await ports.checkPool();
    // The person may have started another attempt meanwhile, which reports its own end.
    if (hasLeft || asked !== attempts) return;
    failed({ kind: wasSignedIn ? foundOutAgain[found] : foundOut[found] });
  };

  const onAttempt = (): void => {
    attempts += 1;
    const before = state.get();
    if (before.name === 'reconnecting') state.set({ ...before, nextAt: null });
    if (!wasSignedIn) void ports.signInAttempted();
    [refusal, askedWaitMs] = [undefined, 0];
    limit = setTimeout(() => {
      refusal = { kind: agent.hasHeard() ? 'garbled' : 'silent' };
      agent.drop('Silent');
    }, ATTEMPT_MS);
  };

  const events: AgentEvents = {
    onAttempt,
    onRegistered: () => {
      if (hasLeft) return;
      clearTimeout(limit);
      const isFirst = !wasSignedIn;
      wasSignedIn = true;
      if (!isFirst) regathering.began();
      failures = 0;
      state.set({ name: 'signedIn' });
      ports.onSignedIn(isFirst);
    },
    onRefused: (status, provedPassword, waitMs) => {
      if (hasLeft) return;
      askedWaitMs = waitMs;
      refusal = status === undefined ? { kind: 'silent' } : failureOf(status, provedPassword);
      agent.drop(String(status ?? 'Silent'));
    },
    onLost: (code) => {
      if (hasLeft) return;
      clearTimeout(limit);
      if (state.get().name === 'signedIn') {
        void ports.connectionLost({ code, quality: agent.quality() });
        waitAndRetry({ kind: 'unreachable' });
      } else if (refusal) failed(refusal);
      else if (agent.hasHeard()) failed({ kind: 'garbled' });
      else void findOut();
    },
    onText: ports.onText,
    onLine: ports.onLine,
    onTextRefused: (refused) => void ports.messageRefused({ ...refused, quality: agent.quality() }),
  };
  const agent = createUserAgent(poolUrl, { ...credentials, device }, events);
  const regathering = createRegathering(agent.send);

  return {
    start: agent.start,
    dial: agent.dial,
    quality: agent.quality,
    send: regathering.send,
    leave,
    connectNow: () => {
      const { name } = state.get();
      if (name === 'signedIn') agent.probe();
      if (name === 'reconnecting') agent.waitUntil(0);
    },
  };
}
