import { z } from 'zod';

/** Where an organisation says, at the domain of its accounts, which pool is its own (RFC 8615). */
export const poolDocumentPath = '/.well-known/candor';

/** Longer than any address that is meant seriously, in UTF-16 code units. */
export const LONGEST_POOL_ADDRESS = 2048;

/** What is published there; fields that a later version adds are no fault. */
const poolDocument = z.object({
  /** The pool's address: https or wss. */
  pool: z.string().min(1).max(LONGEST_POOL_ADDRESS),
});
export type PoolDocument = z.infer<typeof poolDocument>;

/** The address as it stands there, which nobody has looked at yet; or why the text is no such document. */
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
