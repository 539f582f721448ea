import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { duplicateKeys } from '../contract/duplicateKeys.ts';
import type { LocalizedText } from '../contract/text/terminal.ts';
import { verifyExport, type Proofs, type Verdict } from '../contract/verifyExport.ts';

const proofs: Proofs = {
  sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
  verify(x, message, signature) {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verifySignature(null, Buffer.from(message), key, Buffer.from(signature, 'base64'));
  },
};

type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: LocalizedText };

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

function read(file: string): Read<unknown> {
  const fails = (problem: LocalizedText) => ({ ok: false, problem }) as const;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return fails((t) => t('verifyCommand.unreadable', { file, code: codeOf(error) }));
  }
  try {
    const value: unknown = JSON.parse(text);
    const [key] = duplicateKeys(text);
    if (key === undefined) return { ok: true, value };
    return fails((t) => t('verifyCommand.twice', { file, key }));
  } catch {
    return fails((t) => t('verifyCommand.notJson', { file }));
  }
}

function judge(file: string): Read<Verdict> {
  const content = read(file);
  if (!content.ok) return content;
  const judged = verifyExport(content.value, proofs);
  if (judged.ok) return judged;
  const { place } = judged;
  return {
    ok: false,
    problem: (t) =>
      t('verifyCommand.notExport', { file, place: place || t('verifyCommand.wholeFile') }),
  };
}

/** Lines up what follows the first word of each line. */
const WIDTH = 9;
const marked =
  (mark: 'broken' | 'missing' | 'noSeal' | 'key', what: LocalizedText): LocalizedText =>
  (t) =>
    `${t(`verifyCommand.${mark}`).padEnd(WIDTH)}${what(t)}`;

/**
 * `candor verify FILE`: checks an export offline, and says what is wrong and where, and what is missing.
 * @returns the exit status: 0 it holds, 1 it does not, 2 it is no export, or the call is not understood.
 */
export function verify(args: readonly string[], say: (line: LocalizedText) => void): number {
  const [file, ...others] = args;
  if (file === undefined || others.length > 0) {
    say((t) => t('verifyCommand.usage'));
    return 2;
  }
  const judged = judge(file);
  if (!judged.ok) {
    say(judged.problem);
    return 2;
  }
  const { broken, missing, isSealed, keys, checked } = judged.value;
  say((t) => t('verifyCommand.checked', { file, ...checked }));
  for (const breach of broken) say(marked('broken', breach));
  for (const gap of missing) say(marked('missing', gap));
  if (!isSealed) say(marked('noSeal', (t) => t('verifyCommand.unsealed')));
  for (const { kid, since } of keys)
    say(marked('key', (t) => t('verifyCommand.keySince', { kid, since })));
  say((t) => t(broken.length === 0 ? 'verifyCommand.holds' : 'verifyCommand.holdsNot'));
  return broken.length === 0 ? 0 : 1;
}
