import { z } from 'zod';
import { categories, surfaces } from './catalogue.ts';
import { ledgerEntry } from './ledger.ts';
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
  /** The record's very text, as it travels: its UTF-8 is what the digest covers. */
  line: z.string(),
  digest: z.string(),
  receipt: receipt.nullable(),
  reason: z.string().nullable(),
});

/** The one file that Export writes. */
export const auditExport = z.object({
  format: z.literal(exportFormat),
  version: z.literal(1),
  exportedAt: z.iso.datetime(),
  app: z.object({ name: z.string(), version: z.string() }),
  /** The service's public keys, in the order in which this device came to know them. */
  keys: z.array(serviceKey),
  records: z.array(exportedRecord),
  ledger: z.array(ledgerEntry),
});

export type AuditExport = z.infer<typeof auditExport>;
export type ExportedRecord = AuditExport['records'][number];
