import type { Rate } from './sip/bucket.ts';
import { LARGEST_BODY } from './sip/proxy.ts';

const MIB = 1024 * 1024;

export interface PoolLimits {
  /** Open at once: WebSockets, and as many connections for HTTP beside them. */
  readonly connections: number;
  /** Of those, WebSockets and HTTP requests from one address, or one IPv6 network of 64 bits. */
  readonly connectionsPerAddress: number;
  /** WebSockets, and HTTP requests, of one account at once; the oldest goes. */
  readonly connectionsPerAccount: number;
  /** Milliseconds that a WebSocket has until somebody signs in on it, or joins the meeting. */
  readonly provingMs: number;
  /** Milliseconds for which one without that is left alone, before it may have to make room. */
  readonly leftAloneMs: number;
  /** Milliseconds that an HTTP request may take to arrive. */
  readonly requestMs: number;
  /** Bytes of one frame: the largest body and room for its headers. */
  readonly frameBytes: number;
  /** Messages that one connection may send at once, and those a second that it gets back. */
  readonly burst: number;
  readonly perSecond: number;
  /** The same of one on which nobody has signed in yet, which takes a handful. */
  readonly strangers: Rate;
  /** See {@link import('./sip/connection.ts').ConnectionLimits}. */
  readonly waitingBytes: number;
  readonly waitingBytesOfSender: number;
  /** Bytes that wait in all connections together: of one account's, and of everyone's. */
  readonly queues: { readonly perOwner: number; readonly inAll: number };
  /** The same of meetings' lines; an owner is an account, or an address of guests. */
  readonly roomQueues: { readonly perOwner: number; readonly inAll: number };
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
  connections: 10_000,
  // An office of several hundred people behind one address, each with a WebSocket for SIP and one for a meeting.
  connectionsPerAddress: 1000,
  connectionsPerAccount: 20,
  provingMs: 30_000,
  leftAloneMs: 2_000,
  requestMs: 30_000,
  frameBytes: LARGEST_BODY + 32 * 1024,
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
  // Each client asks about five times a minute whether its policy changed: enough for a thousand of them.
  requestsPerMinute: 6000,
};
