export interface Clock {
  /** Milliseconds since 1970, by a clock that a person may set. */
  now(): number;
  /** @param delay milliseconds, by a clock that nobody sets. @returns what cancels it. */
  after(delay: number, run: () => void): () => void;
  /** Runs once the work at hand is done. */
  soon(run: () => void): void;
}

export interface Log {
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
}

/** What a census snapshot says of the device and the system. */
export interface SystemFacts {
  readonly appName: string;
  readonly deviceModel: string;
  readonly osName: string;
  readonly osVersion: string;
  readonly userLanguage: string;
}

/** What an error report says of the device and of how Candor fares. */
export interface Condition {
  readonly uptime: number;
  readonly memory: number;
  readonly eventLoopDelay: number;
  readonly architecture: string;
  readonly processorCores: number;
  readonly deviceMemory: number;
}

/** What Candor is built on. */
export interface Versions {
  readonly electronVersion: string;
  readonly chromiumVersion: string;
}
