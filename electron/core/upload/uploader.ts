import { categories, type Category } from '../../../contract/datum.ts';
import type { DumpSender } from '../crash/dumpSender.ts';
import { createLane } from './lane.ts';
import type { Random } from '../ports/crypto.ts';
import { createSender, type Sender, type SenderPorts } from './sender.ts';
import type { Sent } from './sent.ts';
import type { ErasureRequests } from './erasureRequests.ts';

export interface Uploader {
  /** There may be something to send. During a back-off, sending waits for its end. */
  wake(): void;
  /**
   * A policy has changed: something that was held may be sent, and what waits for an address that is no longer the
   * service's is tried at once.
   */
  hurry(): void;
  /** Sends what can be sent now. Resolves once everything is sent, or the rest has to wait. */
  drain(): Promise<void>;
  /** Aborts a request that contains this category; no further byte of it leaves. */
  abort(category: Category): void;
  /** Aborts current requests, and sends nothing more. */
  stop(): void;
}

interface UploaderPorts extends SenderPorts {
  readonly random: Random;
  readonly dumpSender: Pick<DumpSender, 'send' | 'abort'>;
  readonly withdrawals: ErasureRequests;
}

const OFFLINE_DELAY_MS = 15_000;

/** Checks whether the service can be reached, and later wakes the lanes that it refused. */
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
 * Sends everything that waits, and tries again later what could not be sent. Erasure requests, each category's
 * records and dumps have a lane each. A dump follows its record, which says most about a crash: the service requires
 * that.
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
      // A policy that changes every second must not bypass the back-off that this service asked for.
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
