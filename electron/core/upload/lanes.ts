import { categories, type Category } from '../../../contract/catalogue.ts';
import { backoff } from './backoff.ts';
import type { Random } from '../ports/crypto.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { Sent } from './sender.ts';

/** What is sent in its turn, and waits by itself where nothing but it fails. */
export interface Lane {
  readonly send: () => Promise<Sent>;
  /** Since it last sent something. */
  failures: number;
  /** Ends the wait; undefined while there is none. */
  cancelWait: (() => void) | undefined;
}

export interface Lanes {
  /** In the order in which they have their turns. */
  readonly inOrder: () => readonly Lane[];
  readonly succeeded: (lane: Lane) => void;
  /** Has one that alone can't be sent wait, ever longer. */
  readonly holdUp: (lane: Lane) => void;
  /** Gives the other categories their turn first, since what failed can be this one's own. @returns for how many milliseconds all wait. */
  readonly failed: (lane: Lane, retryAfter: number | undefined) => number;
  readonly endWaits: () => void;
}

/** One outbox that can't be used holds up no other. */
async function attempt(send: () => Promise<Sent>, log: Log): Promise<Sent> {
  try {
    return await send();
  } catch (error) {
    log.warn(`upload: an outbox did not answer: ${String(error)}`);
    return 'stuck';
  }
}

/** Orders what is to be sent. Dumps come last: they are large, and what says most of a crash is its record. */
export function createLanes(ports: {
  withdrawals: () => Promise<Sent>;
  records: (category: Category) => Promise<Sent>;
  dumps: () => Promise<Sent>;
  clock: Clock;
  random: Random;
  log: Log;
  /** A wait is over. */
  wake: () => void;
}): Lanes {
  const { clock, random, log } = ports;
  const laneOf = (send: () => Promise<Sent>): Lane => ({
    send: () => attempt(send, log),
    failures: 0,
    cancelWait: undefined,
  });
  const withdrawals = laneOf(ports.withdrawals);
  let records = categories.map((category) => laneOf(() => ports.records(category)));
  const dumps = laneOf(ports.dumps);
  const inOrder = () => [withdrawals, ...records, dumps];
  /** Since anything was sent. */
  let failures = 0;
  return {
    inOrder,
    succeeded(lane) {
      lane.failures = 0;
      failures = 0;
    },
    holdUp(lane) {
      lane.failures += 1;
      lane.cancelWait = clock.after(backoff(lane.failures, random.unit()), () => {
        lane.cancelWait = undefined;
        ports.wake();
      });
    },
    failed(lane, retryAfter) {
      if (records.includes(lane)) records = [...records.filter((it) => it !== lane), lane];
      lane.failures += 1;
      failures += 1;
      return backoff(Math.max(lane.failures, failures), random.unit(), retryAfter);
    },
    endWaits() {
      for (const lane of inOrder()) {
        lane.cancelWait?.();
        lane.cancelWait = undefined;
      }
    },
  };
}
