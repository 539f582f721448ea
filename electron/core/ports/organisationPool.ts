/** How the pool of the person's organisation answers whoever proves an account. */
export type PoolAnswer =
  | {
      readonly kind: 'word';
      readonly text: string;
      readonly etag: string | undefined;
      /** Whether the pool challenged the account first, and accepted the answer. */
      readonly proves: boolean;
      /** The ETag of people's names at the pool; undefined if it sends none. */
      readonly people?: string | undefined;
    }
  /** Sent only once the account is proved. */
  | { readonly kind: 'unchanged'; readonly people?: string | undefined }
  /** The pool has no in-band policy, like a plain SIP server. */
  | { readonly kind: 'none' }
  | { readonly kind: 'denied' }
  /** `retryAfter` in milliseconds, undefined if the pool named no time. */
  | { readonly kind: 'failed'; readonly problem: string; readonly retryAfter?: number | undefined };

/** Asks the pool; with `wait` it may hold its answer for so many seconds until it has something new to say. */
export type AskPool = (question: {
  readonly account: string;
  readonly password: string;
  readonly etag: string | undefined;
  /** The ETag of the organisation's people's names, if known. */
  readonly people?: string | undefined;
  readonly wait: number;
}) => { readonly answer: Promise<PoolAnswer>; readonly abort: () => void };
