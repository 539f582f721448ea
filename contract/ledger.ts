import { z } from 'zod';
import { categories } from './datum.ts';
import { signedEntry } from './ledgerHead.ts';
import { serviceProblem } from './serviceProblem.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();
const count = z.int().min(0);
const decisions = z.object({ census: z.boolean(), usage: z.boolean(), error: z.boolean() });

const confirmation = z.object({
  owner: sha256,
  erased: count,
  at: instant,
  signature: z.string().max(128),
});

/** What one source of policy said. */
const reading = z.object({
  source: z.string(),
  location: z.string(),
  state: z.enum(['absent', 'read', 'unreadable']),
  values: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
  problem: z.string().optional(),
});

/**
 * Everything that the ledger can record. It holds no content of a record, nor lets anyone test a guess at it: a seal
 * covers the service's signature, which only the service can produce.
 */
export const ledgerEvent = z.discriminatedUnion('kind', [
  /** The first entry; `replaces` names the damaged ledger that was set aside for this one. */
  z.object({ kind: z.literal('began'), version: z.string(), replaces: z.string().nullable() }),
  z.object({
    kind: z.literal('choice'),
    errorReports: z.boolean(),
    /** The version of the wording that was agreed to. */
    wording: count.nullable(),
    since: instant.nullable(),
    decisions,
  }),
  z.object({ kind: z.literal('policy'), sources: z.array(reading), decisions }),
  z.object({
    kind: z.literal('consentSuspended'),
    wording: count,
    added: z.array(z.string()),
    decisions,
  }),
  /** Records that the service stored: one seal each, see {@link sealText}. */
  z.object({ kind: z.literal('sent'), category: z.enum(categories), seals: z.array(sha256) }),
  z.object({
    kind: z.literal('receiptRefused'),
    category: z.enum(categories),
    problem: z.string(),
    seals: z.array(sha256),
  }),
  /** The service signed the ledger up to an earlier entry. */
  z.object({ kind: z.literal('headSigned'), ...signedEntry.shape }),
  /** This ledger differs from the one that the service signed, at `at`, up to its entry `seq`. */
  z.object({ kind: z.literal('headContradicted'), seq: z.int().min(1), at: instant }),
  z.object({ kind: z.literal('keyPinned'), kid: z.string(), x: z.string() }),
  z.object({ kind: z.literal('keyChanged'), kid: z.string(), x: z.string() }),
  /** Error reports deleted from this device, by their state. */
  z.object({ kind: z.literal('errorsDeleted'), waiting: count, sent: count, rejected: count }),
  z.object({ kind: z.literal('withdrawalAsked'), owner: sha256 }),
  z.object({
    kind: z.literal('withdrawalConfirmed'),
    confirmation,
    /** The address of the service that confirmed. */
    by: z.string().max(2048).optional(),
  }),
  z.object({
    kind: z.literal('confirmationRefused'),
    owner: sha256,
    problem: serviceProblem,
    /** What the service answered. */
    answer: z.string().max(2000),
  }),
  z.object({ kind: z.literal('historyCleared'), records: count }),
  z.object({ kind: z.literal('setAside'), file: z.string() }),
]);

export type LedgerEvent = z.infer<typeof ledgerEvent>;
export type LedgerKind = LedgerEvent['kind'];
export type EventOf<K extends LedgerKind> = Extract<LedgerEvent, { kind: K }>;

export const ledgerEntry = z.object({
  /** From 1, without a gap. */
  seq: z.int().min(1),
  /** ISO 8601, by this device's clock. */
  at: instant,
  /** The hash of the entry before it; that of the first is {@link genesis}. */
  previous: sha256,
  event: ledgerEvent,
  /** SHA-256, in hex, of {@link entryText}. */
  hash: sha256,
});

export type LedgerEntry = z.infer<typeof ledgerEntry>;

export const genesis = '0'.repeat(64);

/** JSON with exactly one form for each value: keys ordered by their UTF-16 code units, no whitespace. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`);
  return `{${parts.join(',')}}`;
}

/** An entry of a ledger, or of any chain built the same way; see {@link ledgerEntry}. */
export type ChainEntry = Omit<LedgerEntry, 'event'> & { readonly event: unknown };

/** The text that an entry's hash covers, and with it the whole chain before. */
export const entryText = ({ seq, at, previous, event }: Omit<ChainEntry, 'hash'>): string =>
  canonicalJson({ seq, at, previous, event });

/** The text that the seal of a receipt hashes: the whole receipt, its signature included. */
export const sealText = (receipt: {
  readonly id: string;
  readonly digest: string;
  readonly receivedAt: string;
  readonly signature: string;
}): string => `${receipt.id}\n${receipt.digest}\n${receipt.receivedAt}\n${receipt.signature}\n`;

export interface Broken {
  readonly seq: number;
  readonly problem: 'gap' | 'previous' | 'hash';
}

/**
 * The first entry at which a chain is broken; undefined if all of it holds.
 * @param sha256Hex SHA-256 in hex.
 * @param after the entry that these follow, of a chain that is read in pieces.
 */
export function firstBreak(
  entries: Iterable<ChainEntry>,
  sha256Hex: (text: string) => string,
  after: Pick<ChainEntry, 'seq' | 'hash'> = { seq: 0, hash: genesis },
): Broken | undefined {
  let { seq, hash: previous } = after;
  for (const entry of entries) {
    seq += 1;
    if (entry.seq !== seq) return { seq, problem: 'gap' };
    if (entry.previous !== previous) return { seq, problem: 'previous' };
    if (sha256Hex(entryText(entry)) !== entry.hash) return { seq, problem: 'hash' };
    previous = entry.hash;
  }
  return undefined;
}
