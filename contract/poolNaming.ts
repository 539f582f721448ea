import type { Lock } from './lock.ts';

/** Who says which pool Candor signs in to: the first of these that says anything. */
export type PoolNaming =
  /** It names one, or says by what it can't be used: the person can't say otherwise. */
  | { readonly by: 'policy'; readonly lock: Lock }
  /** Whoever set up how Candor is started. */
  | { readonly by: 'start' }
  | { readonly by: 'person' | 'nobody' };
