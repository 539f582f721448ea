import { z } from 'zod';
import { adminNamePattern, adminRoles } from './roles.ts';

/** The cookie that holds a session's id. */
export const adminCookie = 'candor-admin';
/** The cookie by which a browser is known again, so that nobody's guesses elsewhere keep it out. */
export const adminDeviceCookie = 'candor-admin-device';

export const adminName = z.string().regex(adminNamePattern);
export const adminPassword = z.string().min(12).max(256);
/** Six digits, as the authenticator shows them; blanks between them don't count. */
export const adminCode = z
  .string()
  .max(16)
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

/** `POST session`. */
export const adminSignIn = z.strictObject({
  name: z.string().trim().toLowerCase().max(64),
  password: z.string().max(256),
  code: adminCode,
});

/** The answer to it, to `GET session`, and to an enrolment. */
export const adminSession = z.strictObject({
  name: adminName,
  role: z.enum(adminRoles),
  /** When the session ends if nothing more is asked for: ISO 8601, in UTC. */
  until: z.iso.datetime(),
});
export type AdminSession = z.infer<typeof adminSession>;

/** The secret of a one-time link. */
export const linkSecret = z.string().regex(/^[\w-]{43}$/);

/** `POST enrolment/look`, with the secret of an administrator's one-time link; the link is not used up by it. */
export const enrolmentAsked = z.strictObject({ secret: linkSecret });
export const enrolmentOffer = z.strictObject({
  name: adminName,
  role: z.enum(adminRoles),
  /** For an authenticator: Base32, and the same as an `otpauth:` address to be shown as a QR code. */
  totpSecret: z.string(),
  totpAddress: z.string(),
  until: z.iso.datetime(),
});
export type EnrolmentOffer = z.infer<typeof enrolmentOffer>;
/** `POST enrolment`: the password that they choose, and what their authenticator shows; answers a session. */
export const enrolment = z.strictObject({
  secret: linkSecret,
  password: adminPassword,
  code: adminCode,
});

const administrator = z.strictObject({
  name: adminName,
  role: z.enum(adminRoles),
  /** Whether they have a password and an authenticator; otherwise their one-time link waits, or has run out. */
  enrolled: z.boolean(),
  /** When they signed in last; null if never. */
  lastSignIn: z.iso.datetime().nullable(),
});
export type Administrator = z.infer<typeof administrator>;
/** `GET administrators`, for owners. */
export const administratorsAnswer = z.strictObject({ administrators: z.array(administrator) });
/** `POST administrators`; `POST administrators/NAME/reset` takes `{}`. Both answer {@link linkAnswer}. */
export const newAdministrator = z.strictObject({ name: adminName, role: z.enum(adminRoles) });
/** `PATCH administrators/NAME`; answers 204, as `DELETE` does. */
export const administratorChange = z.strictObject({ role: z.enum(adminRoles) });

/** A one-time link, which is told once. */
export const linkAnswer = z.strictObject({ link: z.string(), until: z.iso.datetime() });
export type LinkAnswer = z.infer<typeof linkAnswer>;
