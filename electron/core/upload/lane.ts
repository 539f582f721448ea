import { backoff } from './backoff.ts';
import type { Random } from '../ports/crypto.ts';
import type { Clock, Log } from '../ports/system.ts';
import { later, type Sent } from './sent.ts';

/** Sends one kind of thing, one request after the other, with a back-off of its own. */
export interface Lane {
  /** There may be something to send; during a back-off, sending waits for its end. */
  readonly wake: () => void;
  /** Ends a back-off; what it delayed is sent at the next `wake`. */
  readonly endWait: () => void;
  /** Resolves once nothing more is sent now: everything is sent, or the rest has to wait. */
  readonly idle: () => Promise<void>;
  /** Nothing more is sent once the current request, which its sender may abort, has ended. */
  readonly stop: () => void;
}

/**
 * Each lane has its own requests and back-off, so that one lane's answer, or its absence, delays no other. No answer
 * says whether it is meant for all: each lane finds out with one request (docs/decisions/0084).
 */
export function createLane(ports: {
  /** Sends what fits into one request. */
  send: () => Promise<Sent>;
  /** Whether anything can be sent now; whoever returns false wakes the lane once it can. */
  isOnline: () => boolean;
  clock: Clock;
  random: Random;
  log: Log;
}): Lane {
  const { send, isOnline, clock, random, log } = ports;
  const state = { failures: 0, isWanted: false, isStopped: false };
  let cancelWait: (() => void) | undefined;
  let running: Promise<void> | undefined;

  const attempt = async (): Promise<Sent> => {
    try {
      return await send();
    } catch (error) {
      log.warn(`upload: an outbox did not answer: ${String(error)}`);
      return later();
    }
  };

  const wait = (retryAfter: number | undefined) => {
    if (state.isStopped) return;
    state.failures += 1;
    cancelWait = clock.after(backoff(state.failures, random.unit(), retryAfter), () => {
      cancelWait = undefined;
      wake();
    });
  };

  const sendAll = async () => {
    state.isWanted = false;
    while (!state.isStopped && isOnline()) {
      const sent = await attempt();
      if (sent === 'nothing') return;
      if (sent !== 'some') {
        wait(sent.retryAfter);
        return;
      }
      state.failures = 0;
    }
  };

  const run = async () => {
    await sendAll();
    running = undefined;
    if (state.isWanted) wake();
  };

  function wake() {
    state.isWanted = true;
    // Not at once: sending begins with checks that may wake this lane themselves.
    if (!state.isStopped && !running && !cancelWait) running = Promise.resolve().then(run);
  }

  const endWait = () => {
    cancelWait?.();
    cancelWait = undefined;
  };

  return {
    wake,
    endWait,
    async idle() {
      while (running) await running;
    },
    stop() {
      state.isStopped = true;
      endWait();
    },
  };
}
