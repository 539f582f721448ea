import type { Lock } from './lock.ts';

/** Who sets which pool Candor signs in to: the first of these that says anything. */
export type PoolNaming =
  /** It names one, or one that can't be used: the person can't set another. */
  | { readonly by: 'policy'; readonly lock: Lock }
  /** Whoever set up how Candor is started. */
  | { readonly by: 'start' }
  | { readonly by: 'person' | 'nobody' };
