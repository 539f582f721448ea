import { leastDevices } from '../../contract/insights/queries.ts';

/** The most of something, by number and in bytes. */
export interface DumpQuota {
  readonly dumps: number;
  readonly bytes: number;
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** How much a client can ask of the service. */
export interface Limits {
  /** A request's body as it travels. */
  readonly bodyBytes: number;
  /** A request's body once unpacked. */
  readonly unpackedBytes: number;
  /** One record's line. */
  readonly lineBytes: number;
  /** A request's unpacked body that is read between other requests; a larger one goes to another thread. */
  readonly inlineBytes: number;
  /** How many larger bodies may wait for that thread. */
  readonly largeWaiting: number;
  /** How long it may take for one of them. */
  readonly largeMs: number;
  /** Requests with records that are processed at once. */
  readonly requestsUnderWay: number;
  /** Bodies that are in memory at once, in bytes as they travelled. */
  readonly bytesUnderWay: number;
  /** A request with records is taken if it will foreseeably be answered within this time. */
  readonly answeredWithinMs: number;
  /** Records in one request: twice what a client sends at once, and stored in a few hundredths of a second. */
  readonly records: number;
  /** Requests from one remote address, withdrawals apart. */
  readonly requestsPerMinute: number;
  /** Withdrawals from one remote address; counted apart so that a flood of records keeps nobody from erasing theirs. */
  readonly withdrawalsPerMinute: number;
  /** Wrong tokens from one remote address; any more are answered like too many requests. */
  readonly wrongTokensPerMinute: number;
  /** Milliseconds without a request after which an insights session ends, and those after which it ends in any case. */
  readonly sessionIdleMs: number;
  readonly sessionMs: number;
  /** Sessions at once; beyond that, the oldest ends. */
  readonly sessionsOpen: number;
  /** Requests under way at once; connections may be a tenth more. */
  readonly connections: number;
  /** Requests under way from one address, or one IPv6 network of 64 bits. */
  readonly connectionsPerAddress: number;
  /** How long an incomplete request or a slow upload is left alone before it may have to make room. */
  readonly leftAloneMs: number;
  /** How long a request may take to arrive; for a memory dump, longer as its bytes arrive, see below. */
  readonly requestMs: number;
  /** One memory dump. */
  readonly dumpBytes: number;
  /** Memory dumps of one owner in one day (UTC), and from one address. Senders may make up owners. */
  readonly dumpsPerOwner: DumpQuota;
  readonly dumpsPerAddress: DumpQuota;
  /** Memory dumps in one day, and those that are kept. */
  readonly dumpsPerDay: DumpQuota;
  readonly dumpsKept: DumpQuota;
  /** Memory dumps that may arrive at once, in all and from one address. */
  readonly dumpsUnderWay: number;
  readonly dumpsUnderWayPerAddress: number;
  /** A memory dump that arrives more slowly has to make room for others, and is cut off after `requestMs`. */
  readonly leastDumpBytesPerSecond: number;
  /** For how many days census and usage records are kept. */
  readonly recordDays: number;
  /** For how many days error records and memory dumps are kept. */
  readonly errorDays: number;
  /** Records of one owner in one day (UTC), and from one address, in bytes on the disk. Senders may make up owners. */
  readonly recordBytesPerOwner: number;
  readonly recordBytesPerAddress: number;
  /** Records in one day, and all that are kept. */
  readonly recordBytesPerDay: number;
  readonly recordBytesKept: number;
  /** Withdrawals that are remembered; beyond that, the oldest that erased nothing are forgotten. */
  readonly withdrawalsKept: number;
  /** Disk space that is kept free for erasing. */
  readonly reserveBytes: number;
  /** The least number of devices that a figure of the insights may be about. */
  readonly leastDevices: number;
  /** How long the receiver of an alert may take to answer. */
  readonly alertMs: number;
  /** How long a graceful stop waits for the requests in flight. */
  readonly graceMs: number;
}

export type RetentionLimits = Pick<Limits, 'recordDays' | 'errorDays'>;

export type RecordQuotaLimits = Pick<
  Limits,
  'recordBytesPerOwner' | 'recordBytesPerAddress' | 'recordBytesPerDay' | 'recordBytesKept'
>;

/** The longest record that the catalogue allows fits into a line, whatever its characters. */
export const defaultLimits: Limits = {
  bodyBytes: 1024 * 1024,
  unpackedBytes: 2 * 1024 * 1024,
  inlineBytes: 32 * 1024,
  largeWaiting: 8,
  largeMs: 10_000,
  requestsUnderWay: 100,
  bytesUnderWay: 64 * 1024 * 1024,
  answeredWithinMs: 300,
  lineBytes: 128 * 1024,
  records: 200,
  requestsPerMinute: 600,
  withdrawalsPerMinute: 60,
  wrongTokensPerMinute: 10,
  sessionIdleMs: 3_600_000,
  sessionMs: 12 * 3_600_000,
  sessionsOpen: 10_000,
  connections: 2000,
  connectionsPerAddress: 200,
  leftAloneMs: 2_000,
  dumpBytes: 64 * 1024 * 1024,
  dumpsPerOwner: { dumps: 20, bytes: 200 * MIB },
  dumpsPerAddress: { dumps: 200, bytes: 2 * GIB },
  dumpsPerDay: { dumps: 2000, bytes: 4 * GIB },
  dumpsKept: { dumps: 50_000, bytes: 20 * GIB },
  dumpsUnderWay: 16,
  dumpsUnderWayPerAddress: 8,
  leastDumpBytesPerSecond: 16 * 1024,
  recordDays: 400,
  errorDays: 90,
  recordBytesPerOwner: 32 * MIB,
  recordBytesPerAddress: 256 * MIB,
  recordBytesPerDay: 8 * GIB,
  recordBytesKept: 200 * GIB,
  withdrawalsKept: 1_000_000,
  reserveBytes: 8 * 1024 * 1024,
  leastDevices,
  alertMs: 10_000,
  requestMs: 30_000,
  graceMs: 5_000,
};
