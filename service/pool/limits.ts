import type { Rate } from './sip/bucket.ts';
import { LARGEST_BODY_BYTES } from './sip/proxy.ts';

const MIB = 1024 * 1024;

export interface PoolLimits {
  /** Open at once: WebSockets, and as many connections for HTTP besides. */
  readonly connections: number;
  /** Of those, WebSockets and HTTP requests from one address, or one IPv6 network of 64 bits. */
  readonly connectionsPerAddress: number;
  /** WebSockets, and HTTP requests, of one account at once; beyond that the oldest is ended. */
  readonly connectionsPerAccount: number;
  /** Milliseconds that a WebSocket has until somebody signs in on it, or joins the meeting. */
  readonly provingMs: number;
  /** Milliseconds for which such a connection is left alone before it may have to make room. */
  readonly leftAloneMs: number;
  /** Milliseconds that an HTTP request may take to arrive. */
  readonly requestMs: number;
  /** Bytes of one frame: the largest body, and room for its headers. */
  readonly frameBytes: number;
  /** Messages that one connection may send at once, and how many more each second allows. */
  readonly burst: number;
  readonly perSecond: number;
  /** The same for a connection on which nobody has signed in yet, which needs a handful. */
  readonly strangers: Rate;
  /** See {@link import('./sip/connection.ts').ConnectionLimits}. */
  readonly waitingBytes: number;
  readonly waitingBytesOfSender: number;
  /** Bytes that may wait in all connections together: one account's, and everyone's. */
  readonly queues: { readonly perOwner: number; readonly inAll: number };
  /** The same for meetings' connections; an owner is an account, or an address of guests. */
  readonly roomQueues: { readonly perOwner: number; readonly inAll: number };
  /** Bytes that the requests under way may take: one account's, and everyone's. */
  readonly transactions: { readonly perOwner: number; readonly inAll: number };
  readonly ping: number;
  /** For everything that one participant sends in a meeting, and for its chat messages. */
  readonly room: Rate;
  readonly roomChat: Rate;
  /** HTTP requests a minute from one address. */
  readonly requestsPerMinute: number;
}

export const defaultLimits: PoolLimits = {
  connections: 10_000,
  // An office of several hundred people behind one address, each with a WebSocket for SIP and one for a meeting.
  connectionsPerAddress: 1000,
  connectionsPerAccount: 20,
  provingMs: 30_000,
  leftAloneMs: 2_000,
  requestMs: 30_000,
  frameBytes: LARGEST_BODY_BYTES + 32 * 1024,
  burst: 5000,
  perSecond: 1000,
  strangers: { burst: 100, perSecond: 20 },
  waitingBytes: 4 * MIB,
  waitingBytesOfSender: MIB,
  queues: { perOwner: 8 * MIB, inAll: 256 * MIB },
  roomQueues: { perOwner: 8 * MIB, inAll: 128 * MIB },
  transactions: { perOwner: 4 * MIB, inAll: 128 * MIB },
  ping: 30_000,
  room: { burst: 400, perSecond: 40 },
  roomChat: { burst: 20, perSecond: 4 },
  // Each client asks about five times a minute whether its policy has changed: enough for a thousand of them.
  requestsPerMinute: 6000,
};
