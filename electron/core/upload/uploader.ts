import { categories, type Category } from '../../../contract/datum.ts';
import type { DumpSender } from '../crash/dumpSender.ts';
import { createLane } from './lane.ts';
import type { Random } from '../ports/crypto.ts';
import { createSender, type Sender, type SenderPorts } from './sender.ts';
import type { Sent } from './sent.ts';
import type { ErasureRequests } from './erasureRequests.ts';

export interface Uploader {
  /** There may be something to send. During a back-off it waits for that to end. */
  wake(): void;
  /** A policy has changed: something may be sent that was held, and what waits for another address than the service's now is tried at once. */
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

const OFFLINE_DELAY_MS = 15_000;

/** Asks whether the service can be had, and wakes whoever it said no to a while later. */
function createOnline(
  { service, clock }: Pick<UploaderPorts, 'service' | 'clock'>,
  wake: () => void,
) {
  let cancelDelay: (() => void) | undefined;
  return {
    isOnline() {
      if (service.isOnline()) return true;
      cancelDelay ??= clock.after(OFFLINE_DELAY_MS, () => {
        cancelDelay = undefined;
        wake();
      });
      return false;
    },
    stop: () => cancelDelay?.(),
  };
}

/**
 * Sends all that waits, and tries again later what could not be sent. Requests for erasure, each category's records and
 * dumps have a lane each. A dump goes after its record, which says most of a crash: the service wants it so.
 */
export function createUploader(ports: UploaderPorts): Uploader {
  const { dumpSender, withdrawals } = ports;
  const senders: Readonly<Record<Category, Sender>> = {
    census: createSender('census', ports),
    usage: createSender('usage', ports),
    error: createSender('error', ports),
  };
  const online = createOnline(ports, wake);
  const laneOf = (send: () => Promise<Sent>) =>
    createLane({ ...ports, send, isOnline: () => online.isOnline() });
  const dumps = laneOf(() => dumpSender.send());
  const sendRecords = async (category: Category) => {
    const sent = await senders[category].send();
    if (category === 'error' && sent !== 'nothing') dumps.wake();
    return sent;
  };
  const records = categories.map((category) => laneOf(() => sendRecords(category)));
  const lanes = [laneOf(() => withdrawals.send()), ...records, dumps];

  let address = ports.service.address();

  function wake() {
    for (const lane of lanes) lane.wake();
  }

  return {
    wake,
    hurry() {
      const now = ports.service.address();
      // A policy that comes every second must not get round what this very service asked for.
      if (now !== address) for (const lane of lanes) lane.endWait();
      address = now;
      wake();
    },
    async drain() {
      wake();
      // What one has sent may have woken another.
      for (const lane of lanes) await lane.idle();
    },
    abort: (category) => {
      senders[category].abort();
      if (category === 'error') dumpSender.abort();
    },
    stop() {
      online.stop();
      for (const lane of lanes) lane.stop();
      for (const category of categories) senders[category].abort();
      dumpSender.abort();
      withdrawals.abort();
    },
  };
}
