import { z } from 'zod';
import { sha256 } from '../chainCheck.ts';
import { settingsInForce } from './serviceSettings.ts';

const count = z.int().min(0);

/**
 * Who read: whoever holds the token, a person signed in through a provider, or whoever ran a command on the machine.
 */
const reader = z.object({
  by: z.enum(['token', 'openIdConnect', 'command']),
  /** The provider's permanent identifier of the person; null if there is none. */
  subject: z.string().nullable(),
  name: z.string(),
});
export type AccessReader = z.infer<typeof reader>;

/** An account as a peppered hash: whoever knows the account and the pepper finds it, but the log names nobody. */
const account = z.object({ pseudonym: z.uuid(), pepperId: z.string() });

/** What was read or done, for everything that concerns a person. */
export const accessEvent = z.discriminatedUnion('kind', [
  /** The first entry; `replaces` names the damaged log that this one replaces. */
  z.object({ kind: z.literal('began'), replaces: z.string().nullable() }),
  /** One error record, by its ID. */
  z.object({ kind: z.literal('recordRead'), who: reader, record: z.string() }),
  /** A page of records, with the number of error records on it and the query. */
  z.object({
    kind: z.literal('recordsRead'),
    who: reader,
    query: z.record(z.string(), z.string()),
    errors: count,
  }),
  z.object({ kind: z.literal('dumpRead'), who: reader, digest: sha256 }),
  z.object({ kind: z.literal('accountExported'), who: reader, account, records: count }),
  z.object({ kind: z.literal('accountErased'), who: reader, account, records: count }),
  /** What was learned was opened to everyone, or closed again. */
  z.object({ kind: z.literal('learnedSet'), who: reader, open: z.boolean() }),
  /** k and how long records are kept were set: all that was in force before, and all that is since. */
  z.object({
    kind: z.literal('settingsSet'),
    who: reader,
    was: settingsInForce,
    set: settingsInForce,
  }),
  /** An alert rule, by its ID, was made, changed, switched or deleted, or a trial of it was sent. */
  z.object({
    kind: z.literal('alertSet'),
    who: reader,
    rule: z.uuid(),
    what: z.enum(['made', 'changed', 'deleted', 'tried', 'switchedOff', 'switchedOn']),
  }),
]);
export type AccessEvent = z.infer<typeof accessEvent>;

/** A link of the chain; its hash is computed over {@link import('../ledger.ts').entryText}. */
const accessEntry = z.object({
  /** Counted from 1, without gaps. */
  seq: z.int().min(1),
  /** ISO 8601, in UTC, by the service's clock. */
  at: z.iso.datetime(),
  previous: sha256,
  event: accessEvent,
  hash: sha256,
});
export type AccessEntry = z.infer<typeof accessEntry>;

/** The service's answer if an entry can't be written; what it would record does not happen. */
export const unnoted =
  'who reads this is written down first, and that can’t be done now: nothing is shown';

/** The answer to `GET /v1/access-log`, newest entry first. */
export const accessPageSchema = z.object({
  entries: z.array(accessEntry),
  /** The `before` of the next page; absent on the last page. */
  next: z.int().optional(),
  /** The newest entry of all: whoever writes it down can tell later that no entry was cut off. */
  head: z.object({ seq: z.int().min(1), hash: sha256 }).nullable(),
});
export type AccessPage = z.infer<typeof accessPageSchema>;
