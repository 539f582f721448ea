import type { Rate } from './bucket.ts';
import { LARGEST_BODY } from './proxy.ts';

const MIB = 1024 * 1024;

export interface PoolLimits {
  /** Open WebSockets at once. */
  readonly connections: number;
  /** Bytes of one frame: the largest body and room for its headers. */
  readonly frameBytes: number;
  /** Messages that one connection may send at once, and those a second that it gets back. */
  readonly burst: number;
  readonly perSecond: number;
  /** See {@link import('./connection.ts').ConnectionLimits}. */
  readonly waitingBytes: number;
  readonly waitingBytesOfSender: number;
  /** Bytes that wait in all connections together: of one account's, and of everyone's. */
  readonly queues: { readonly perOwner: number; readonly inAll: number };
  /** Bytes of the requests under way: of one account's, and of everyone's. */
  readonly transactions: { readonly perOwner: number; readonly inAll: number };
  readonly ping: number;
  /** Of all that one participant says in a meeting, and of its chat messages. */
  readonly room: Rate;
  readonly roomChat: Rate;
  /** HTTP requests a minute from one address. */
  readonly requestsPerMinute: number;
}

export const defaultLimits: PoolLimits = {
  connections: 2000,
  frameBytes: LARGEST_BODY + 32 * 1024,
  burst: 5000,
  perSecond: 1000,
  waitingBytes: 4 * MIB,
  waitingBytesOfSender: MIB,
  queues: { perOwner: 8 * MIB, inAll: 256 * MIB },
  transactions: { perOwner: 4 * MIB, inAll: 128 * MIB },
  ping: 30_000,
  room: { burst: 400, perSecond: 40 },
  roomChat: { burst: 20, perSecond: 4 },
  requestsPerMinute: 600,
};
