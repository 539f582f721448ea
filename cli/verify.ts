import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { duplicateKeys } from '../contract/duplicateKeys.ts';
import type { Parsed } from '../contract/envelope.ts';
import { verifyExport, type Proofs, type Verdict } from '../contract/verifyExport.ts';

const proofs: Proofs = {
  sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
  verify(x, message, signature) {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verifySignature(null, Buffer.from(message), key, Buffer.from(signature, 'base64'));
  },
};

const words = (error: unknown) => (error instanceof Error ? error.message : String(error));

function read(file: string): Parsed<unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { ok: false, problem: `it can’t be read: ${words(error)}` };
  }
  try {
    const value: unknown = JSON.parse(text);
    const [twice] = duplicateKeys(text);
    if (twice === undefined) return { ok: true, value };
    return {
      ok: false,
      problem: `“${twice}” stands twice in one place, so that it says two things`,
    };
  } catch (error) {
    return { ok: false, problem: `it is not valid JSON: ${words(error)}` };
  }
}

function judge(file: string): Parsed<Verdict> {
  const content = read(file);
  if (!content.ok) return content;
  const verdict = verifyExport(content.value, proofs);
  if (verdict.ok) return verdict;
  return { ok: false, problem: `it is not an export of Candor’s: ${verdict.problem}` };
}

/** `candor verify FILE`: checks an export offline, and says what is wrong and where, and what is missing. */
export function verify(args: readonly string[], print: (line: string) => void): number {
  const [file, ...others] = args;
  if (file === undefined || others.length > 0) {
    print('Usage: candor verify FILE');
    return 2;
  }
  const judged = judge(file);
  if (!judged.ok) {
    print(`${file}: ${judged.problem}`);
    return 2;
  }
  const { broken, missing, isSealed, keys, checked } = judged.value;
  const { entries, records, receipts } = checked;
  print(`${file}: ${entries} ledger entries, ${records} records, ${receipts} receipts`);
  for (const problem of broken) print(`BROKEN   ${problem}`);
  for (const gap of missing) print(`MISSING  ${gap} (retention and erasure delete records)`);
  if (!isSealed)
    print(
      'NO SEAL  an earlier Candor wrote it: a changed date, and what was cut from its end, may go unseen',
    );
  for (const { kid, since } of keys) print(`KEY      ${kid}, first seen ${since}`);
  print(broken.length === 0 ? 'All that is in it holds.' : 'It does not hold.');
  return broken.length === 0 ? 0 : 1;
}
