import { z } from 'zod';

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Whether a hash-chained log is intact, up to the first fault. */
export const chainCheck = z.strictObject({
  entries: z.int().min(0),
  /** The hash of the last entry; null if there is none. */
  head: sha256.nullable(),
  /** Whether the log contains the entry with the given hash; true if no hash was given. */
  hasNoted: z.boolean(),
  /** Where the chain breaks; null if it doesn't. */
  broken: z
    .strictObject({ seq: z.int().min(1), problem: z.enum(['gap', 'previous', 'hash']) })
    .nullable(),
});
export type ChainCheck = z.infer<typeof chainCheck>;
