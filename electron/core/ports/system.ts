import type { condition, EngineFields } from '../../../contract/engineRecords.ts';

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
export type Condition = Required<Pick<EngineFields<'exception'>, (typeof condition)[number]>>;

/** What Candor is built on. */
export interface Versions {
  readonly electronVersion: string;
  readonly chromiumVersion: string;
}
