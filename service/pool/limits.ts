import type { Rate } from './bucket.ts';
import { LARGEST_BODY } from './proxy.ts';

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
  waitingBytes: 4 * 1024 * 1024,
  ping: 30_000,
  room: { burst: 400, perSecond: 40 },
  roomChat: { burst: 20, perSecond: 4 },
  requestsPerMinute: 600,
};
