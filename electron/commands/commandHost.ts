import type { TFunction } from 'i18next';

/** What runs the command: the installed client, or Node by `npx candor`. */
export interface CommandHost {
  readonly t: TFunction;
  /** Candor's. */
  readonly version: string;
  /** The client's data folder. */
  readonly userData: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A command's output, its stream, and the exit status. */
export interface CommandResult {
  readonly status: number;
  readonly output: string;
  readonly errors?: string;
}
