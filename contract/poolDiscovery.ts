import { z } from 'zod';

/** Where an organisation publishes its pool, at the domain of its accounts (RFC 8615). */
export const poolDocumentPath = '/.well-known/candor';

/** Longer than any real address, in UTF-16 code units. */
export const LONGEST_POOL_ADDRESS = 2048;

/** What is published there; unknown fields, which a later version may add, are ignored. */
const poolDocument = z.object({
  /** The pool's address: https or wss. */
  pool: z.string().min(1).max(LONGEST_POOL_ADDRESS),
});
export type PoolDocument = z.infer<typeof poolDocument>;

/** The address as published, not validated yet; or why the text is not such a document. */
type ReadDocument =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: 'notJson' | 'wrongFields' };

/** Reads what a domain answered. */
export function parsePoolDocument(text: string): ReadDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'notJson' };
  }
  const read = poolDocument.safeParse(json);
  return read.success ? { ok: true, value: read.data.pool } : { ok: false, problem: 'wrongFields' };
}
