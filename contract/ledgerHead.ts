import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The request header in which a client gives the service the salted hash of its ledger's head to sign. A service that
 * does not know it ignores it, as HTTP requires (RFC 9110, section 5.1).
 */
export const ledgerHeadHeader = 'candor-ledger-head';

/** A salted hash of a head, see {@link saltedHeadText}: SHA-256 in hex. */
export const saltedHead = sha256;

/** The service's statement that it was shown a salted head. */
export const counterSignature = z.object({
  head: saltedHead,
  /** ISO 8601, by the service's clock. */
  at: z.iso.datetime(),
  /** Ed25519 over {@link headMessage}, in base64. */
  signature: z.string().max(128),
});
export type CounterSignature = z.infer<typeof counterSignature>;

const answer = z.object({ ledgerHead: counterSignature });

/** Reads the signature over a head from the service's answer; undefined if it signed none. */
export function parseCounterSignature(text: string): CounterSignature | undefined {
  try {
    return answer.safeParse(JSON.parse(text)).data?.ledgerHead;
  } catch {
    return undefined; // A text that is not JSON signs nothing.
  }
}

/** An entry of the ledger as the service signed it, with everything needed to check that. */
export const signedEntry = z.object({
  seq: z.int().min(1),
  /** The entry's hash, and with it the whole chain before. */
  hash: sha256,
  /** Made for one request, so that the service can't tell that two heads are of one ledger. */
  salt: sha256,
  /** ISO 8601, by the service's clock. */
  at: z.iso.datetime(),
  signature: z.string().max(128),
});
export type SignedEntry = z.infer<typeof signedEntry>;

/** The text that a salted head hashes. */
export const saltedHeadText = ({
  salt,
  seq,
  hash,
}: Pick<SignedEntry, 'salt' | 'seq' | 'hash'>): string => `ledger head\n${salt}\n${seq}\n${hash}\n`;

/**
 * What the signature over a head covers. The head is made up by its sender, so it comes last, where a receipt has its
 * time and not its digest: no signature over a head can pass for a receipt.
 */
export const headMessage = ({ head, at }: Omit<CounterSignature, 'signature'>): string =>
  `ledger head\n${at}\n${head}\n`;
