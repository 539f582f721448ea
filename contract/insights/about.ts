import { z } from 'zod';

/** The answer to `GET /v1/insights/about`, which anyone may read: it says nothing about anyone. */
export const aboutSchema = z.object({
  /** Whether everything that the service holds was made up for a demonstration. */
  synthetic: z.boolean(),
  /** The smallest number of devices that any number is about. */
  k: z.int().min(5),
});
export type About = z.infer<typeof aboutSchema>;
