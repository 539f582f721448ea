import { z } from 'zod';

/** What the network was like, where something measured it: milliseconds, milliseconds, per cent. */
export const networkQuality = z.strictObject({
  roundTrip: z.number().min(0).optional(),
  jitter: z.number().min(0).optional(),
  packetLoss: z.number().min(0).max(100).optional(),
});
