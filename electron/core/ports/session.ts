/** How the previous session went. Instants are in milliseconds since 1970. */
export interface LastSession {
  readonly startedAt: number;
  /** Since when error reports were continuously allowed until it ended; null if they were not. */
  readonly errorsSince: number | null;
  /** Whether it ended in order. */
  readonly ended: boolean;
}

/** What a session leaves for the next one to read, however it ends. */
export interface SessionMark {
  /** undefined on the first start. */
  readonly last: LastSession | undefined;
  /** Notes whether error reports are allowed from now on; never throws. */
  note(errorsSince: number | null): void;
  end(): void;
}
