import { z } from 'zod';
import { canBeSeen } from '../participantName.ts';

const count = z.int().min(0);
/** The number of the log's last entry when what is changed was read: what others changed since is not overwritten. */
export const seen = z.int().min(0);
export const domainName = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/);
/** Characters of an account's address, as it is kept. */
export const longestAddress = 400;
/** A person's, or an organisation's. */
export const shownName = z.string().max(128).refine(canBeSeen);

const organisation = z.strictObject({
  domain: domainName,
  displayName: z.string(),
  accounts: count,
  /** Of those, disabled. */
  disabled: count,
});
export type Organisation = z.infer<typeof organisation>;
/** `GET organisations`. */
export const organisationsAnswer = z.strictObject({ seen, organisations: z.array(organisation) });
/** `POST organisations`: 201. */
export const newOrganisation = z.strictObject({ domain: domainName, displayName: shownName });
/** `PATCH organisations/DOMAIN`. */
export const organisationChange = z.strictObject({ seen, displayName: shownName });
/** The query of `DELETE organisations/DOMAIN` and `DELETE accounts/ADDRESS`. An organisation goes with its accounts. */
export const removal = z.strictObject({ seen: z.coerce.number().pipe(seen) });
/** The answer to each change that tells nothing else: the number of its entry in the log. */
export const changed = z.strictObject({ seen });
export type Changed = z.infer<typeof changed>;

export const accountStates = ['enabled', 'disabled'] as const;
/** The query of `GET accounts`. */
export const accountsQuery = z.strictObject({
  organisation: domainName.optional(),
  /** Part of an address or of a name. */
  search: z.string().max(128).optional(),
  state: z.enum(accountStates).optional(),
  /** The last address of the page before. */
  after: z.string().max(longestAddress).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(100),
});
const account = z.strictObject({
  address: z.string(),
  /** The address itself where nobody gave a name. */
  displayName: z.string(),
  enabled: z.boolean(),
});
export type Account = z.infer<typeof account>;
/** The answer: by address, in the order of their characters. */
export const accountsAnswer = z.strictObject({
  seen,
  /** How many fit the query. */
  total: count,
  accounts: z.array(account),
  /** The `after` of the next page; null on the last. */
  next: z.string().nullable(),
});
export type AccountsAnswer = z.infer<typeof accountsAnswer>;

/** How somebody is given a password: one that the pool makes, or a link by which they choose their own. */
export const secretWays = ['password', 'link'] as const;
export type SecretWay = (typeof secretWays)[number];
/** `POST accounts`: 201. */
export const newAccount = z.strictObject({
  address: z.string().max(longestAddress),
  /** Empty for no name. */
  displayName: z.union([z.literal(''), shownName]),
  by: z.enum(secretWays),
});
/** `PATCH accounts/ADDRESS`. */
export const accountChange = z.strictObject({
  seen,
  displayName: shownName.optional(),
  enabled: z.boolean().optional(),
});
/** `POST accounts/ADDRESS/reset`, by a helpdesk too. The password before ceases to be valid at once. */
export const accountReset = z.strictObject({ seen, by: z.enum(secretWays) });
/** The answer to adding and resetting, which is told once. */
export const secretAnswer = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('password'), seen, address: z.string(), password: z.string() }),
  z.strictObject({
    by: z.literal('link'),
    seen,
    address: z.string(),
    link: z.string(),
    until: z.iso.datetime(),
  }),
]);
export type SecretAnswer = z.infer<typeof secretAnswer>;

/** `POST password/look`, with the secret of a one-time link, by anyone who has it. */
export const passwordLook = z.strictObject({ secret: z.string().max(64) });
export const passwordOffer = z.strictObject({
  address: z.string(),
  displayName: z.string(),
  until: z.iso.datetime(),
});
export type PasswordOffer = z.infer<typeof passwordOffer>;
/** `POST password`: chooses the account's password, and uses the link up; answers 204. */
export const passwordChosen = z.strictObject({
  secret: z.string().max(64),
  password: z.string().min(12).max(256),
});
