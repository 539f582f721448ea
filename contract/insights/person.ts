import { z } from 'zod';
import { canonicalJson } from '../ledger.ts';

const count = z.int().min(0);

/**
 * What a search by account never reaches: records hashed under a pepper that is forgotten, those erased before, the
 * usage data, which name nobody, error records without a user ID, and what is written down in memory dumps of others.
 */
const unreachable = ['forgottenPeppers', 'erasedBefore', 'usage', 'withoutUser'] as const;

const cannotFind = z.array(z.object({ code: z.enum(unreachable), said: z.string() }));

/** The service's signed statement of what it found for an account, and exported or erased. */
const accountConfirmation = z.object({
  what: z.enum(['exported', 'erased']),
  /** The account in the form that is hashed, see {@link import('../pseudonym.ts').normalAccount}. */
  account: z.string(),
  census: count,
  errors: count,
  dumps: count,
  /** The IDs of the peppers under which the service searched for the account. */
  peppers: z.array(z.string()),
  /** ISO 8601, by the service's clock. */
  at: z.iso.datetime(),
  /** Ed25519 signature over {@link accountMessage}, in base64; the public key is at `/v1/keys`. */
  signature: z.string(),
});
export type AccountConfirmation = z.infer<typeof accountConfirmation>;

/** The text that is signed. */
export const accountMessage = (unsigned: Omit<AccountConfirmation, 'signature'>): string =>
  `account\n${canonicalJson(unsigned)}\n`;

/** The answer to `DELETE /v1/persons/ACCOUNT`. */
export const erasedPersonSchema = z.object({ confirmation: accountConfirmation, cannotFind });
export type ErasedPerson = z.infer<typeof erasedPersonSchema>;

/** The answer to `GET /v1/persons/ACCOUNT`. */
export const exportedPersonSchema = erasedPersonSchema.extend({
  /** In the format of `GET /v1/records`. */
  records: z.array(z.record(z.string(), z.unknown())),
  /** Memory dumps of the crashes among them, each at `/v1/crashes/DIGEST`. */
  dumps: z.array(z.object({ record: z.string(), digest: z.string(), bytes: count })),
});
export type ExportedPerson = z.infer<typeof exportedPersonSchema>;
