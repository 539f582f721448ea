import { z } from 'zod';

const count = z.int().min(0);

/** `GET numbers`: who is signed in now, in numbers. */
export const numbersAnswer = z.strictObject({
  at: z.iso.datetime(),
  organisations: z.array(
    z.strictObject({
      domain: z.string(),
      /** Accounts with at least one device that is signed in. */
      signedIn: count,
      /** Devices that are signed in. */
      devices: count,
      accounts: count,
    }),
  ),
  /** Devices by what they call themselves (RFC 3261, User-Agent), such as `Candor 0.1.0`. */
  versions: z.array(z.strictObject({ version: z.string(), devices: count })),
  /** Meetings that somebody is in. */
  meetings: count,
});
export type Numbers = z.infer<typeof numbersAnswer>;
