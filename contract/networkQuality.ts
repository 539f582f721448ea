import { z } from 'zod';

/** The network's quality, if it was measured: milliseconds, milliseconds, per cent. */
export const networkQuality = z.strictObject({
  roundTrip: z.number().min(0).optional(),
  jitter: z.number().min(0).optional(),
  packetLoss: z.number().min(0).max(100).optional(),
});
