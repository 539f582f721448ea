import type { Failure, WhySignedOut } from './failure.ts';

export type ConnectionState =
  | { readonly name: 'signedOut'; readonly failure: WhySignedOut | null }
  | { readonly name: 'connecting' }
  | { readonly name: 'signedIn' }
  | {
      readonly name: 'reconnecting';
      readonly failure: Failure;
      /** As `Date.now()` has it; null while it is being tried. */
      readonly nextAt: number | null;
    };
