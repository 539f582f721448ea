import type { condition, EngineFields } from '../../../contract/engineRecords.ts';

export interface Clock {
  /** Milliseconds since 1970, by the system's clock, which a person may set. */
  now(): number;
  /**
   * @param delay milliseconds, by a monotonic clock.
   * @returns what cancels it.
   */
  after(delay: number, run: () => void): () => void;
  /** Runs after the current work. */
  soon(run: () => void): void;
}

export interface Log {
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
}

/** A census snapshot's data about the device and the system. */
export interface SystemFacts {
  readonly appName: string;
  readonly deviceModel: string;
  readonly osName: string;
  readonly osVersion: string;
  readonly userLanguage: string;
}

/** An error report's data about the device and Candor's condition. */
export type Condition = Required<Pick<EngineFields<'exception'>, (typeof condition)[number]>>;

/** What Candor is built on. */
export interface Versions {
  readonly electronVersion: string;
  readonly chromiumVersion: string;
}
