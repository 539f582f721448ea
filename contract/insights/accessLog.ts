import { z } from 'zod';

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Who read: the holder of the token, a person whom a provider vouched for, or who ran a command on the machine. */
const reader = z.object({
  by: z.enum(['token', 'openIdConnect', 'command']),
  /** What the provider names a person by for good; null where there is none. */
  subject: z.string().nullable(),
  name: z.string(),
});
export type AccessReader = z.infer<typeof reader>;

/** An account as its pepper's hash: whoever knows the account and the pepper finds it, and the log names nobody. */
const account = z.object({ pseudonym: z.uuid(), pepperId: z.string() });

/** What was read, or done, of a kind that tells about a person. */
export const accessEvent = z.discriminatedUnion('kind', [
  /** The first entry; `replaces` names the damaged log that was set aside for this one. */
  z.object({ kind: z.literal('began'), replaces: z.string().nullable() }),
  /** One error record, by its number. */
  z.object({ kind: z.literal('recordRead'), who: reader, record: z.string() }),
  /** A page of records with so many error records on it, by what was asked for. */
  z.object({
    kind: z.literal('recordsRead'),
    who: reader,
    query: z.record(z.string(), z.string()),
    errors: count,
  }),
  z.object({ kind: z.literal('dumpRead'), who: reader, digest: sha256 }),
  z.object({ kind: z.literal('accountExported'), who: reader, account, records: count }),
  z.object({ kind: z.literal('accountErased'), who: reader, account, records: count }),
  /** What was learned was opened to everyone, or closed. */
  z.object({ kind: z.literal('learnedSet'), who: reader, open: z.boolean() }),
  /** A rule of alerts, by its ID, was made, changed, switched or deleted, or a trial of it sent out. */
  z.object({
    kind: z.literal('alertSet'),
    who: reader,
    rule: z.uuid(),
    what: z.enum(['made', 'changed', 'deleted', 'tried', 'switchedOff', 'switchedOn']),
  }),
]);
export type AccessEvent = z.infer<typeof accessEvent>;

/** An entry of the chain, whose hash is made as {@link import('../ledger.ts').entryText} has it. */
const accessEntry = z.object({
  /** From 1, without a gap. */
  seq: z.int().min(1),
  /** ISO 8601, in UTC, by the service's clock. */
  at: z.iso.datetime(),
  previous: sha256,
  event: accessEvent,
  hash: sha256,
});
export type AccessEntry = z.infer<typeof accessEntry>;

/** The service's words where an entry can't be written: then what it would tell of does not happen. */
export const unnoted =
  'who reads this is written down first, and that can’t be done now: nothing is shown';

/** The answer to `GET /v1/access-log`, the newest first. */
export const accessPageSchema = z.object({
  entries: z.array(accessEntry),
  /** The `before` of the next page; absent on the last. */
  next: z.int().optional(),
  /** The last entry of all; who notes it down can tell later that none was cut off. */
  head: z.object({ seq: z.int().min(1), hash: sha256 }).nullable(),
});
export type AccessPage = z.infer<typeof accessPageSchema>;

/** The answer to `GET /v1/access-log/check`: whether the log is whole, as far as was read until it was found not to be. */
export const accessCheckSchema = z.object({
  entries: count,
  /** The hash of the last entry; null where there is none. */
  head: sha256.nullable(),
  /** Whether the entry with the hash that was asked for is in it; true where none was. */
  hasNoted: z.boolean(),
  /** Where the chain does not hold, if anywhere. */
  broken: z
    .object({ seq: z.int().min(1), problem: z.enum(['gap', 'previous', 'hash']) })
    .nullable(),
});
export type AccessCheck = z.infer<typeof accessCheckSchema>;
