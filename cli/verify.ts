import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { auditExport, type AuditExport } from '../contract/auditExport.ts';
import { verifyExport, type Proofs } from '../contract/verifyExport.ts';

const proofs: Proofs = {
  sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
  verify(x, message, signature) {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verifySignature(null, Buffer.from(message), key, Buffer.from(signature, 'base64'));
  },
};

function read(file: string): AuditExport | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return `it can’t be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `it is not valid JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  const parsed = auditExport.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `it is not an export of Candor’s: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

/** `candor verify FILE`: checks an export offline, and says what is wrong and where, and what is missing. */
export function verify(args: readonly string[], print: (line: string) => void): number {
  const [file, ...others] = args;
  if (file === undefined || others.length > 0) {
    print('Usage: candor verify FILE');
    return 2;
  }
  const data = read(file);
  if (typeof data === 'string') {
    print(`${file}: ${data}`);
    return 2;
  }
  const { broken, missing, checked } = verifyExport(data, proofs);
  const { entries, records, receipts } = checked;
  print(`${file}: ${entries} ledger entries, ${records} records, ${receipts} receipts`);
  for (const problem of broken) print(`BROKEN   ${problem}`);
  for (const gap of missing) print(`MISSING  ${gap} (retention and erasure delete records)`);
  for (const { kid, since } of data.keys) print(`KEY      ${kid}, first seen ${since}`);
  print(broken.length === 0 ? 'All that is in it holds.' : 'It does not hold.');
  return broken.length === 0 ? 0 : 1;
}
