import { z } from 'zod';
import { categories, surfaces } from './datum.ts';
import { canonicalJson, ledgerEntry } from './ledger.ts';
import { signedEntry } from './ledgerHead.ts';
import { serviceProblem } from './serviceProblem.ts';
import { serviceKey } from './serviceKeys.ts';
import { recordStates } from './viewer.ts';

export const exportFormat = 'candor-export';

const receipt = z.object({
  id: z.string(),
  digest: z.string(),
  receivedAt: z.string(),
  signature: z.string(),
});

const exportedRecord = z.object({
  category: z.enum(categories),
  surface: z.enum(surfaces),
  state: z.enum(recordStates),
  /** The record's exact text, as it travels: its UTF-8 is what the digest covers. */
  line: z.string(),
  digest: z.string(),
  receipt: receipt.nullable(),
  reason: serviceProblem.nullable(),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const contents = {
  format: z.literal(exportFormat),
  exportedAt: z.iso.datetime(),
  app: z.object({ name: z.string(), version: z.string() }),
  /** The service's public keys, in the order in which this device first saw them. */
  keys: z.array(serviceKey),
  records: z.array(exportedRecord),
  ledger: z.array(ledgerEntry),
};

/** An export from before there was a seal; strict, so that no sealed one can pass for it. */
const unsealedExport = z.strictObject({ ...contents, version: z.literal(1) });

const sealed = {
  ...contents,
  /** How much there was to export; `lastHash` is the hash of the ledger's last entry. */
  totals: z.strictObject({
    records: z.int().min(0),
    entries: z.int().min(0),
    lastHash: sha256,
  }),
  /** See {@link exportSeal}. */
  seal: sha256,
};

/** An export from before the service signed the ledger's heads. */
const unsignedExport = z.strictObject({ ...sealed, version: z.literal(2) });

const signedExport = z.strictObject({
  ...sealed,
  version: z.literal(3),
  /** The last head that the service signed, from the file beside the ledger; null if it signed none. */
  signedHead: signedEntry.nullable(),
});

/** The file that Export writes, in its current and its former shapes. */
export const auditExport = z.discriminatedUnion('version', [
  unsealedExport,
  unsignedExport,
  signedExport,
]);

export type AuditExport = z.infer<typeof auditExport>;
/** An export before it is sealed. */
export type ExportContents = Omit<z.infer<typeof signedExport>, 'seal'>;
export type ExportedRecord = AuditExport['records'][number];

type Sha256Hex = (text: string) => string;

/** What the seal hashes for a record, or for an entry of the ledger. */
export const itemDigest = (item: unknown, sha256Hex: Sha256Hex): string =>
  sha256Hex(canonicalJson(item));

/**
 * The seal of an export: SHA-256, in hex, over the canonical JSON of everything in it but the seal, with each record
 * and entry replaced by its {@link itemDigest}. It shows any change, unless whoever made it computed the seal anew:
 * it contains no secret.
 */
export const exportSeal = (
  file: object,
  digests: { readonly records: readonly string[]; readonly ledger: readonly string[] },
  sha256Hex: Sha256Hex,
): string => sha256Hex(canonicalJson({ ...file, ...digests, seal: undefined }));
