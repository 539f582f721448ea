import { categories, type Category } from '../../contract/catalogue.ts';
import { backoff } from './backoff.ts';
import type { DumpSender } from './crash/dumpSender.ts';
import type { Log, Random } from './ports.ts';
import { createSender, type Sent, type SenderPorts } from './sender.ts';
import type { Withdrawals } from './withdrawals.ts';

export interface Uploader {
  /** There may be something to send. During a back-off it waits for that to end. */
  wake(): void;
  /** Tries now what waits for a back-off to end: the address may be another one. */
  hurry(): void;
  /** Sends what can go now. Settled once nothing more can: all is sent, or what waits has to wait. */
  drain(): Promise<void>;
  /** Stops a request that carries this category; no further byte of it leaves. */
  abort(category: Category): void;
  /** Aborts what is under way, and sends nothing more. */
  stop(): void;
}

const OFFLINE_DELAY = 15_000;

/** One outbox that can't be used holds up no other. */
async function attempt(send: () => Promise<Sent>, log: Log): Promise<Sent | 'broken'> {
  try {
    return await send();
  } catch (error) {
    log.warn(`upload: an outbox did not answer: ${String(error)}`);
    return 'broken';
  }
}

/** Sends all that waits, and tries again later what could not be sent. */
export function createUploader(
  ports: SenderPorts & { random: Random; dumpSender: DumpSender; withdrawals: Withdrawals },
): Uploader {
  const { service, clock, log, random, dumpSender } = ports;
  const sender = createSender(ports);
  /** Dumps last: they are large, and what says most of a crash is its record. */
  const sends = [
    ports.withdrawals.send,
    ...categories.map((category) => () => sender.send(category)),
    dumpSender.send,
  ];
  const state = { stopped: false, wanted: false, failures: 0 };
  let cancelDelay: (() => void) | undefined;
  let running: Promise<void> | undefined;

  const delayAfterFailure = (retryAfter?: number): number => {
    state.failures += 1;
    return backoff(state.failures, random.unit(), retryAfter);
  };

  /** @returns the delay before the next attempt, in milliseconds, or nothing when all is sent. */
  const sendAll = async (): Promise<number | undefined> => {
    state.wanted = false;
    let hasFailed = false;
    for (const send of sends) {
      while (!state.stopped) {
        if (!service.isOnline()) return OFFLINE_DELAY;
        const sent = await attempt(send, log);
        hasFailed ||= sent === 'broken';
        if (sent === 'broken') break;
        if (sent === 'nothing') break;
        if (sent !== 'some') return delayAfterFailure(sent.retryAfter);
        state.failures = 0;
      }
    }
    return hasFailed && !state.stopped ? delayAfterFailure() : undefined;
  };

  const pause = (delay: number) => {
    if (state.stopped) return;
    cancelDelay = clock.after(delay, () => {
      cancelDelay = undefined;
      wake();
    });
  };

  const run = async () => {
    const delay = await sendAll();
    running = undefined;
    if (delay !== undefined) pause(delay);
    else if (state.wanted) wake();
  };

  function wake() {
    state.wanted = true;
    // Not at once: what sending asks first can itself find something to wake this for.
    if (!state.stopped && !running && !cancelDelay) running = Promise.resolve().then(run);
  }

  return {
    wake,
    hurry() {
      cancelDelay?.();
      cancelDelay = undefined;
      wake();
    },
    async drain() {
      wake();
      while (running) await running;
    },
    abort: (category) => {
      sender.abort(category);
      if (category === 'error') dumpSender.abort();
    },
    stop() {
      state.stopped = true;
      cancelDelay?.();
      sender.abort();
      dumpSender.abort();
      ports.withdrawals.abort();
    },
  };
}
