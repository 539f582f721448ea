/** How the session before this one went. Instants are in milliseconds since 1970. */
export interface LastSession {
  readonly startedAt: number;
  /** Since when error reports were allowed without a break until it ended; null if they were not. */
  readonly errorsSince: number | null;
  /** Whether it came to its end in order. */
  readonly ended: boolean;
}

/** What a session leaves to be read by the next one, however it ends. */
export interface SessionMark {
  /** Nothing on the first start. */
  readonly last: LastSession | undefined;
  /** Notes whether error reports are allowed from now on; never throws. */
  note(errorsSince: number | null): void;
  end(): void;
}
