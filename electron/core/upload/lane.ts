import { backoff } from './backoff.ts';
import type { Random } from '../ports/crypto.ts';
import type { Clock, Log } from '../ports/system.ts';
import { later, type Sent } from './sent.ts';

/** Sends one kind of thing, one request after the other, and waits by itself where a request fails. */
export interface Lane {
  /** There may be something to send; during a back-off it waits for that to end. */
  readonly wake: () => void;
  /** Ends a back-off; what it held up goes at the next `wake`. */
  readonly endWait: () => void;
  /** Settled once nothing more goes now: all is sent, or what is left has to wait. */
  readonly idle: () => Promise<void>;
  /** Nothing is sent any more once the request under way, which is the sender's to abort, has ended. */
  readonly stop: () => void;
}

/**
 * Each lane has requests and a back-off of its own, so that what one is answered, or is not, delays no other. Whether
 * an answer is meant for all, no answer tells: each lane finds out by one request (docs/decisions/0084).
 */
export function createLane(ports: {
  /** Sends what fits into one request. */
  send: () => Promise<Sent>;
  /** Whether anything can be sent now; who says no wakes the lane once it can. */
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
    // Not at once: what sending asks first can itself find something to wake this for.
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
