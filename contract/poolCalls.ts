import { z } from 'zod';
import { ALWAYS, deniableCall } from './ipcCall.ts';
import { LONGEST_POOL_ADDRESS } from './poolDiscovery.ts';
import { accountAddress } from './sip/addressSchemas.ts';

/** Why what a person typed is not a pool's address. */
export type TypedPoolProblem = 'noAddress' | 'account' | 'plain' | 'scheme' | 'more';

/** Why a domain has not named its pool. */
export type DiscoveryProblem =
  /** There was no domain to ask. */
  | 'noDomain'
  | 'unreachable'
  | 'silent'
  | 'certificate'
  /** It answered, but not with the document. */
  | 'notPublished'
  | 'redirect'
  | 'status'
  | 'tooLong'
  | 'notJson'
  | 'wrongFields'
  /** The document names an address that Candor never talks to. */
  | 'address';

/** The outcome of looking for a pool, or of naming one. */
export type PoolOutcome =
  /** The person agreed: Candor signs in there from now on. */
  | { readonly kind: 'used' }
  /** The person declined. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'mistyped'; readonly problem: TypedPoolProblem }
  | {
      readonly kind: 'notFound';
      readonly domain: string;
      readonly problem: DiscoveryProblem;
      /** The status or the address in question; empty if neither applies. */
      readonly detail: string;
    }
  /** A policy file restricts Candor to another pool. */
  | { readonly kind: 'refused'; readonly address: string; readonly location: string };

const declined: PoolOutcome = { kind: 'declined' };

/** What the sign-in page asks about the pool, while nobody is signed in. */
export const poolCalls = {
  /** Asks the account's domain for its pool, shows the person, and makes Candor sign in there if they agree. */
  findPool: deniableCall<PoolOutcome>(declined).taking(
    z.strictObject({ account: accountAddress }),
    {
      worst:
        'A host of its choice is asked for `/.well-known/candor` over https, for each press, and learns nothing else; the person is asked, by a box that names it, whether Candor is to sign in at the pool that this host names.',
      press: ALWAYS,
    },
  ),
  /** Shows the person the address as Candor understood it, and makes Candor sign in there if they agree. */
  usePool: deniableCall<PoolOutcome>(declined).taking(
    z.strictObject({
      address: z.string().max(LONGEST_POOL_ADDRESS),
      /** The content of the page's other field, so that it is still there afterwards. */
      account: accountAddress.nullable(),
    }),
    {
      worst:
        'The person is asked, by a box that names it, whether Candor is to sign in at a pool of its choice from now on.',
      press: ALWAYS,
    },
  ),
};
