import { z } from 'zod';

/** The answer of `GET /v1/insights/about`, which is open: it tells nothing about anyone. */
export const aboutSchema = z.object({
  /** Whether all that the service holds was made up, for a demonstration. */
  synthetic: z.boolean(),
  /** No number about fewer devices is told. */
  k: z.int().min(5),
});
export type About = z.infer<typeof aboutSchema>;
