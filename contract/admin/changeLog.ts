import { z } from 'zod';
import { policyValue } from './policies.ts';
import { sha256 } from '../chainCheck.ts';
import { adminRoles } from './roles.ts';

const count = z.int().min(0);
const text = z.string();

/** Who changed it: an administrator, the command line, whoever edited `pool.json`, or a person by a one-time link. */
const changer = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('administrator'), name: text }),
  z.strictObject({ by: z.literal('command') }),
  z.strictObject({ by: z.literal('file') }),
  z.strictObject({ by: z.literal('link') }),
  /** The pool itself, which began the log. */
  z.strictObject({ by: z.literal('pool') }),
]);
export type Changer = z.infer<typeof changer>;

const role = z.enum(adminRoles);
const fromTo = <T extends z.ZodType>(of: T) => ({ from: of, to: of });

/** What was changed, from what to what; never a password nor another secret. */
export const changes = {
  /** The first entry; `replaces` names the damaged log that was set aside for this one. */
  began: z.strictObject({ kind: z.literal('began'), replaces: text.nullable() }),
  organisationAdded: z.strictObject({
    kind: z.literal('organisationAdded'),
    domain: text,
    displayName: text,
  }),
  organisationRemoved: z.strictObject({
    kind: z.literal('organisationRemoved'),
    domain: text,
    displayName: text,
    policy: z.record(text, policyValue),
    /** That went with it. */
    accounts: count,
  }),
  organisationRenamed: z.strictObject({
    kind: z.literal('organisationRenamed'),
    domain: text,
    ...fromTo(text),
  }),
  accountAdded: z.strictObject({
    kind: z.literal('accountAdded'),
    address: text,
    displayName: text,
  }),
  accountRemoved: z.strictObject({
    kind: z.literal('accountRemoved'),
    address: text,
    displayName: text,
  }),
  accountRenamed: z.strictObject({
    kind: z.literal('accountRenamed'),
    address: text,
    ...fromTo(text),
  }),
  accountEnabled: z.strictObject({
    kind: z.literal('accountEnabled'),
    address: text,
    ...fromTo(z.boolean()),
  }),
  /** Its password was replaced. */
  passwordReset: z.strictObject({ kind: z.literal('passwordReset'), address: text }),
  policySet: z.strictObject({
    kind: z.literal('policySet'),
    domain: text,
    key: text,
    /** Null where it was, or is, not set. */
    ...fromTo(policyValue.nullable()),
  }),
  meetingsSet: z.strictObject({ kind: z.literal('meetingsSet'), ...fromTo(z.boolean()) }),
  administratorAdded: z.strictObject({ kind: z.literal('administratorAdded'), name: text, role }),
  administratorRemoved: z.strictObject({
    kind: z.literal('administratorRemoved'),
    name: text,
    role,
  }),
  administratorRole: z.strictObject({
    kind: z.literal('administratorRole'),
    name: text,
    ...fromTo(role),
  }),
  /** Password and authenticator are to be set up anew, by a one-time link. */
  administratorReset: z.strictObject({ kind: z.literal('administratorReset'), name: text }),
  administratorEnrolled: z.strictObject({ kind: z.literal('administratorEnrolled'), name: text }),
} as const;

/** Several changes that were made together, as an import's. */
const together = z.strictObject({
  kind: z.literal('together'),
  changes: z.array(
    z.discriminatedUnion('kind', [
      changes.accountAdded,
      changes.accountRemoved,
      changes.accountRenamed,
      changes.accountEnabled,
      changes.passwordReset,
      changes.organisationAdded,
      changes.organisationRemoved,
      changes.organisationRenamed,
      changes.policySet,
      changes.meetingsSet,
    ]),
  ),
  /** How many there are: an answer holds the first of them only, the log all. */
  of: count,
});

export const change = z.discriminatedUnion('kind', [
  changes.began,
  changes.organisationAdded,
  changes.organisationRemoved,
  changes.organisationRenamed,
  changes.accountAdded,
  changes.accountRemoved,
  changes.accountRenamed,
  changes.accountEnabled,
  changes.passwordReset,
  changes.policySet,
  changes.meetingsSet,
  changes.administratorAdded,
  changes.administratorRemoved,
  changes.administratorRole,
  changes.administratorReset,
  changes.administratorEnrolled,
  together,
]);
export type Change = z.infer<typeof change>;
export type PoolChange = z.infer<typeof together>['changes'][number];

/** Why an entry can't be undone. */
export const notUndoable = [
  /** A password is not kept, so it can't be put back. */
  'secretGone',
  /** It is not about the pool's people and settings. */
  'notOfThePool',
  /** It was undone already. */
  'undone',
] as const;

export const changeEntry = z.strictObject({
  /** From 1, without a gap. */
  seq: z.int().min(1),
  /** ISO 8601, in UTC, by the pool's clock. */
  at: z.iso.datetime(),
  who: changer,
  change,
  /** The entry that it undid; null if none. */
  undoes: z.int().min(1).nullable(),
  /** Why it can't be undone in any case; null if it can, unless something newer touches the same. */
  notUndoable: z.enum(notUndoable).nullable(),
  hash: sha256,
});
export type ChangeEntry = z.infer<typeof changeEntry>;

/** The query of `GET log`. */
export const logQuery = z.strictObject({
  before: z.coerce.number().pipe(z.int().min(1)).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(50),
  /** Only what touches this domain, address or administrator's name. */
  about: text.max(400).optional(),
});
/** The answer, the newest first. */
export const logAnswer = z.strictObject({
  entries: z.array(changeEntry),
  /** The `before` of the next page; null on the last. */
  next: z.int().nullable(),
  /** The last entry of all; who notes it down can tell later that none was cut off. */
  head: z.strictObject({ seq: z.int().min(1), hash: sha256 }).nullable(),
});
export type LogAnswer = z.infer<typeof logAnswer>;

/** The query of `GET log/check`: the hash of an entry, noted down earlier. */
export const logCheckQuery = z.strictObject({ noted: sha256.optional() });
