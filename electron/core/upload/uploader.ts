import type { Category } from '../../../contract/catalogue.ts';
import type { DumpSender } from '../crash/dumpSender.ts';
import { createLanes } from './lanes.ts';
import type { Random } from '../ports/crypto.ts';
import { createSender, type SenderPorts } from './sender.ts';
import type { ErasureRequests } from './erasureRequests.ts';

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

interface UploaderPorts extends SenderPorts {
  readonly random: Random;
  readonly dumpSender: Pick<DumpSender, 'send' | 'abort'>;
  readonly withdrawals: ErasureRequests;
}

const OFFLINE_DELAY = 15_000;

/** Sends all that waits, and tries again later what could not be sent. */
export function createUploader(ports: UploaderPorts): Uploader {
  const { service, clock, log, random, dumpSender } = ports;
  const sender = createSender(ports);
  const lanes = createLanes({
    clock,
    random,
    log,
    wake,
    withdrawals: ports.withdrawals.send,
    records: (category) => sender.send(category),
    dumps: dumpSender.send,
  });
  const state = { stopped: false, wanted: false };
  let cancelDelay: (() => void) | undefined;
  let running: Promise<void> | undefined;

  /** @returns the delay before anything is tried again, in milliseconds; undefined if nothing has to wait, or only by itself. */
  const sendAll = async (): Promise<number | undefined> => {
    state.wanted = false;
    for (const lane of lanes.inOrder()) {
      while (!state.stopped && !lane.cancelWait) {
        if (!service.isOnline()) return OFFLINE_DELAY;
        const sent = await lane.send();
        if (sent === 'nothing') break;
        if (sent === 'stuck') lanes.holdUp(lane);
        else if (sent === 'some') lanes.succeeded(lane);
        else return lanes.failed(lane, sent.retryAfter);
      }
    }
    return undefined;
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

  const cancelDelays = () => {
    cancelDelay?.();
    cancelDelay = undefined;
    lanes.endWaits();
  };

  return {
    wake,
    hurry() {
      cancelDelays();
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
      cancelDelays();
      sender.abort();
      dumpSender.abort();
      ports.withdrawals.abort();
    },
  };
}
