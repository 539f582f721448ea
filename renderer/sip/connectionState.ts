import type { Failure, WhySignedOut } from './failure.ts';

export type ConnectionState =
  | { readonly name: 'signedOut'; readonly failure: WhySignedOut | null }
  | { readonly name: 'connecting' }
  | { readonly name: 'signedIn' }
  | {
      readonly name: 'reconnecting';
      readonly failure: Failure;
      /** In the terms of `Date.now()`; null during an attempt. */
      readonly nextAt: number | null;
    };
