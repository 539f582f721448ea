import type { SaidRetention } from '../../../contract/retention.ts';
import type { ServiceKey } from '../../../contract/serviceKeys.ts';
import type { ServiceProblem } from '../../../contract/serviceProblem.ts';

/** The service's public keys on disk, and what else it says about itself. */
export interface KeyFile {
  read(): readonly ServiceKey[];
  write(keys: readonly ServiceKey[]): void;
  /** For how long a service keeps what is sent; undefined if none has said so yet. */
  retention(): SaidRetention | undefined;
  writeRetention(said: SaidRetention): void;
  /** The address of the service that said last that everyone can read what it learned; null if none does. */
  learnedBy(): string | null;
  writeLearnedBy(by: string | null): void;
}

export type PostResult =
  /** `retryAfter` in milliseconds, where the service named a time. */
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      readonly retryAfter: number | undefined;
    }
  | { readonly kind: 'failed'; readonly problem: ServiceProblem };

/** A request under way; expected failures are values. */
export interface RequestInProgress {
  readonly result: Promise<PostResult>;
  /** Once it returns, no further byte leaves. */
  abort(): void;
}

export interface ServiceClient {
  isOnline(): boolean;
  /** Where requests currently go; undefined if there is no address. */
  address(): string | undefined;
  /** @param head the ledger's salted head, for the service to sign; undefined if there is none. */
  post(body: Uint8Array, head?: string): RequestInProgress;
  /**
   * Sends a header and a crash's record, each as its exact line, and the dump in a file, which is read as it travels.
   */
  postCrash(header: Uint8Array, line: Uint8Array, dump: string, head?: string): RequestInProgress;
  /**
   * Asks the service to erase what it holds under a key: the one body that leaves without `decide()`, so it contains
   * nothing but the key, beside the ledger's salted head. See docs/decisions/0018.
   */
  withdraw(key: string, head?: string): RequestInProgress;
  /** Fetches the service's public keys; the request carries nothing. */
  keys(): RequestInProgress;
}
