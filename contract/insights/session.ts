import { z } from 'zod';

/**
 * What a person at the insights may do: an analyst reads numbers about many, an engineer single error reports and memory
 * dumps as well as what they have in common, an officer an account's data and who has read what.
 */
export const roles = ['analyst', 'engineer', 'officer'] as const;
export type Role = (typeof roles)[number];

/** The cookie that holds a session's ID. */
export const sessionCookie = 'candor-insights';

/** The name shown for whoever signs in with the data folder's token, which belongs to nobody in particular. */
export const tokenHolder = 'token';

/** The body of `POST /insights/session`: the data folder's token. */
export const signInSchema = z.strictObject({ token: z.string().max(1024) });

/** The answer to it, and to `GET /insights/session`. */
export const sessionSchema = z.object({
  /** The person's name from the provider, or {@link tokenHolder}. */
  name: z.string(),
  roles: z.array(z.enum(roles)),
  /** When the session ends without further requests: ISO 8601, in UTC. */
  until: z.iso.datetime(),
});
export type Session = z.infer<typeof sessionSchema>;

/** The answer to `GET /insights/session/providers`: the other ways to sign in. */
export const providersSchema = z.object({
  openIdConnect: z.object({ name: z.string() }).nullable(),
});
export type Providers = z.infer<typeof providersSchema>;
