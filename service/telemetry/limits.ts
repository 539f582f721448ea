import { leastDevices } from '../../contract/insights/queries.ts';

/** The most of something, by number and in bytes. */
export interface DumpQuota {
  readonly dumps: number;
  readonly bytes: number;
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** How much one client can ask of the service. */
export interface Limits {
  /** Of a request's body as it travels. */
  readonly bodyBytes: number;
  /** Of a request's body once unpacked. */
  readonly unpackedBytes: number;
  /** Of one record's line. */
  readonly lineBytes: number;
  /** Of a request's unpacked body that is read between other requests; a larger one goes to another thread. */
  readonly inlineBytes: number;
  /** Larger bodies that may wait for that thread. */
  readonly largeWaiting: number;
  /** How long it may take for one of them. */
  readonly largeMs: number;
  /** Requests with records that are worked on at once. */
  readonly requestsUnderWay: number;
  /** Of bodies that are in memory at once, as they travelled. */
  readonly bytesUnderWay: number;
  /** A request with records is taken if it can be foreseen to be answered within so long. */
  readonly answeredWithinMs: number;
  /** Records in one request: twice what a client sends at once, and stored in a few hundredths of a second. */
  readonly records: number;
  /** From one remote address, withdrawals apart. */
  readonly requestsPerMinute: number;
  /** From one remote address, apart so that a flood of records keeps no one from erasing theirs. */
  readonly withdrawalsPerMinute: number;
  /** Wrong tokens from one remote address; more are not told apart from too many requests. */
  readonly wrongTokensPerMinute: number;
  /** Milliseconds without a request after which a session at the insights ends, and those after which it ends in any case. */
  readonly sessionIdleMs: number;
  readonly sessionMs: number;
  /** Sessions at once; of more, the oldest ends. */
  readonly sessionsOpen: number;
  /** Requests under way at once; connections may be a tenth more. */
  readonly connections: number;
  /** Requests under way from one address, or one IPv6 network of 64 bits. */
  readonly connectionsPerAddress: number;
  /** How long a connection without a whole request, or a slow upload, is left alone, before it may have to make room. */
  readonly leftAloneMs: number;
  /** How long a request may take to arrive; a memory dump as much longer as it brings bytes, see below. */
  readonly requestMs: number;
  /** Of one memory dump. */
  readonly dumpBytes: number;
  /** Memory dumps of one owner in one day (UTC), which its sender makes up, and from one address. */
  readonly dumpsPerOwner: DumpQuota;
  readonly dumpsPerAddress: DumpQuota;
  /** Memory dumps in one day, and those that are kept. */
  readonly dumpsPerDay: DumpQuota;
  readonly dumpsKept: DumpQuota;
  /** Memory dumps that may arrive at once, in all and from one address. */
  readonly dumpsUnderWay: number;
  readonly dumpsUnderWayPerAddress: number;
  /** A memory dump that arrives more slowly has to make room for others, and ends after `requestMs`. */
  readonly leastDumpBytesPerSecond: number;
  /** For how many days census and usage records are kept. */
  readonly recordDays: number;
  /** For how many days error records and memory dumps are. */
  readonly errorDays: number;
  /** Of records of one owner in one day (UTC), which its sender makes up, and from one address; as they take room. */
  readonly recordBytesPerOwner: number;
  readonly recordBytesPerAddress: number;
  /** Of records in one day, and of all that are kept. */
  readonly recordBytesPerDay: number;
  readonly recordBytesKept: number;
  /** Withdrawals that are remembered; of more, the oldest that erased nothing are forgotten. */
  readonly withdrawalsKept: number;
  /** Of the disk, kept free for erasing. */
  readonly reserveBytes: number;
  /** The least number of devices that a number among the insights may be about. */
  readonly leastDevices: number;
  /** How long the receiver of an alert may take. */
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
