export type PoolAnswer =
  | {
      readonly kind: 'word';
      readonly text: string;
      readonly etag: string | undefined;
      /** Whether the pool asked for a proof of the account first, and took it. */
      readonly proves: boolean;
      /** By which ETag the pool has the names of the organisation's people; undefined if it tells none. */
      readonly people?: string | undefined;
    }
  /** Told only to who has proved the account. */
  | { readonly kind: 'unchanged'; readonly people?: string | undefined }
  /** The pool knows of no in-band policy, as a plain SIP server does. */
  | { readonly kind: 'none' }
  | { readonly kind: 'denied' }
  /** `retryAfter` in milliseconds, undefined if the pool named no time. */
  | { readonly kind: 'failed'; readonly problem: string; readonly retryAfter?: number | undefined };

/** Asks the pool; with `wait` it may hold its answer for so many seconds until it has something new to say. */
export type AskPool = (question: {
  readonly account: string;
  readonly password: string;
  readonly etag: string | undefined;
  /** By which ETag the names of the organisation's people are known. */
  readonly people?: string | undefined;
  readonly wait: number;
}) => { readonly answer: Promise<PoolAnswer>; readonly abort: () => void };
