import { z } from 'zod';
import { ALWAYS, deniableCall } from './ipcCall.ts';
import { LONGEST_POOL_ADDRESS } from './poolDiscovery.ts';
import { accountAddress } from './sip/addressSchemas.ts';

/** Why what a person typed is no pool's address. */
export type TypedPoolProblem = 'noAddress' | 'account' | 'plain' | 'scheme' | 'more';

/** Why a domain has not said which pool is its own. */
export type DiscoveryProblem =
  /** Nothing could be asked. */
  | 'noDomain'
  | 'unreachable'
  | 'silent'
  | 'certificate'
  /** It answered, and not with a document. */
  | 'notPublished'
  | 'redirect'
  | 'status'
  | 'tooLong'
  | 'notJson'
  | 'wrongFields'
  /** The document names what Candor talks to under no circumstances. */
  | 'address';

/** What came of looking for a pool, or of naming one. */
export type PoolOutcome =
  /** The person said yes to it: Candor signs in there from now on. */
  | { readonly kind: 'used' }
  /** The person said no. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'mistyped'; readonly problem: TypedPoolProblem }
  | {
      readonly kind: 'notFound';
      readonly domain: string;
      readonly problem: DiscoveryProblem;
      /** The status, or the address, that it is about; empty where it is about neither. */
      readonly detail: string;
    }
  /** A policy file lets Candor talk to another pool alone. */
  | { readonly kind: 'refused'; readonly address: string; readonly location: string };

const declined: PoolOutcome = { kind: 'declined' };

/** What the sign-in page asks about the pool, while nobody is signed in. */
export const poolCalls = {
  /** Asks the account's domain which pool is its own, shows the person, and has Candor sign in there if they want it. */
  findPool: deniableCall<PoolOutcome>(declined).taking(
    z.strictObject({ account: accountAddress }),
    {
      worst:
        'A host of its choice is asked for `/.well-known/candor` over https, for each press, and learns nothing else; the person is asked, by a box that names it, whether Candor is to sign in at the pool that this host names.',
      press: ALWAYS,
    },
  ),
  /** Shows the person the address as Candor understood it, and has Candor sign in there if they want it. */
  usePool: deniableCall<PoolOutcome>(declined).taking(
    z.strictObject({
      address: z.string().max(LONGEST_POOL_ADDRESS),
      /** What stands in the page's other field, so that it still stands there afterwards. */
      account: accountAddress.nullable(),
    }),
    {
      worst:
        'The person is asked, by a box that names it, whether Candor is to sign in at a pool of its choice from now on.',
      press: ALWAYS,
    },
  ),
};
