/** How much one client can ask of the service. */
export interface Limits {
  /** Of a request's body as it travels. */
  readonly bodyBytes: number;
  /** Of a request's body once unpacked. */
  readonly unpackedBytes: number;
  /** Of one record's line. */
  readonly lineBytes: number;
  /** Records in one request. */
  readonly records: number;
  /** From one remote address, withdrawals apart. */
  readonly requestsPerMinute: number;
  /** From one remote address, apart so that a flood of records keeps no one from erasing theirs. */
  readonly withdrawalsPerMinute: number;
  /** Open at once. */
  readonly connections: number;
  /** How long a request may take to arrive. */
  readonly requestMs: number;
  /** Of one memory dump. */
  readonly dumpBytes: number;
  /** How long a memory dump is kept. */
  readonly dumpDays: number;
  /** Of the disk, kept free for erasing. */
  readonly reserveBytes: number;
  /** How long a graceful stop waits for the requests in flight. */
  readonly graceMs: number;
}

/** The longest record that the catalogue allows fits into a line, whatever its characters. */
export const defaultLimits: Limits = {
  bodyBytes: 1024 * 1024,
  unpackedBytes: 8 * 1024 * 1024,
  lineBytes: 128 * 1024,
  records: 1000,
  requestsPerMinute: 600,
  withdrawalsPerMinute: 60,
  connections: 2000,
  dumpBytes: 64 * 1024 * 1024,
  dumpDays: 90,
  reserveBytes: 8 * 1024 * 1024,
  requestMs: 30_000,
  graceMs: 5_000,
};
