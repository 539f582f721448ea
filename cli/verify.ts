import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { duplicateKeys } from '../contract/duplicateKeys.ts';
import { findJsonFault } from '../contract/jsonFault.ts';
import { jsonFaultText } from '../contract/jsonFaultText.ts';
import type { LocalizedText } from '../contract/text/terminal.ts';
import type { Proofs } from '../contract/exportProblems.ts';
import { verifyExport, type Verdict } from '../contract/verifyExport.ts';

/** A key's thumbprint (RFC 7638), by which the service's `GET /v1/keys` names it. */
const thumbprintOf = (x: string): string =>
  createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');

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
    const found = findJsonFault(text);
    return fails((t) => {
      const problem = found ? jsonFaultText(t, found) : t('policyProblem.notJson');
      return t('verifyCommand.notJson', { file, problem });
    });
  }
}

/** @param keys the thumbprints of the service's keys, if whoever checks knows them. */
function judge(file: string, keys: readonly string[]): Read<Verdict> {
  const content = read(file);
  if (!content.ok) return content;
  const isServiceKey = (x: string) => keys.length === 0 || keys.includes(thumbprintOf(x));
  const judged = verifyExport(content.value, { ...proofs, isServiceKey });
  if (judged.ok) return judged;
  const { place } = judged;
  return {
    ok: false,
    problem: (t) =>
      t('verifyCommand.notExport', { file, place: place || t('verifyCommand.wholeFile') }),
  };
}

/** The column at which what follows each line's first word begins. */
const WIDTH = 9;
type Mark = 'broken' | 'missing' | 'noSeal' | 'key' | 'signedMark' | 'unsignedMark' | 'lateMark';
const marked =
  (mark: Mark, what: LocalizedText): LocalizedText =>
  (t) =>
    `${t(`verifyCommand.${mark}`).padEnd(WIDTH)}${what(t)}`;

interface Asked {
  readonly file: string;
  readonly keys: readonly string[];
}

/** What follows `--key` is its value, though one key in 64 begins with a dash. */
const withKeys = (args: readonly string[]): string[] =>
  args.flatMap((arg, at) => {
    if (args[at - 1] === '--key') return [];
    const next = args[at + 1];
    return arg === '--key' && next !== undefined ? [`--key=${next}`] : [arg];
  });

/** @returns undefined if the arguments are not understood. */
function parse(args: readonly string[]): Asked | undefined {
  try {
    const options = { key: { type: 'string', multiple: true } } as const;
    const parsed = parseArgs({ args: withKeys(args), options, allowPositionals: true });
    const { values, positionals } = parsed;
    const [file, ...others] = positionals;
    return file === undefined || others.length > 0 ? undefined : { file, keys: values.key ?? [] };
  } catch {
    return undefined; // An unknown option, or one without its value.
  }
}

/** How far the service has signed the ledger, and what it signed late or never. */
function signedLines({ signed, checked }: Verdict): readonly LocalizedText[] {
  const { through, at, late } = signed;
  const { entries: to } = checked;
  if (at === null) return [marked('unsignedMark', (t) => t('verifyCommand.unsignedAll'))];
  return [
    marked('signedMark', (t) => t('verifyCommand.signed', { through, at })),
    ...late.map((one) => marked('lateMark', (t) => t('verifyCommand.late', { ...one }))),
    ...(through < to
      ? [marked('unsignedMark', (t) => t('verifyCommand.unsignedFrom', { from: through + 1, to }))]
      : []),
  ];
}

/**
 * `candor verify FILE [--key KEY]…`: checks an export offline, and says what is wrong and where, and what is missing.
 * @returns the exit status: 0 if it holds, 1 if it does not, 2 if it is not an export or the arguments are not
 * understood.
 */
export function verify(args: readonly string[], say: (line: LocalizedText) => void): number {
  const asked = parse(args);
  if (!asked) {
    say((t) => t('verifyCommand.usage'));
    return 2;
  }
  const { file } = asked;
  const judged = judge(file, asked.keys);
  if (!judged.ok) {
    say(judged.problem);
    return 2;
  }
  const { broken, missing, isSealed, keys, checked } = judged.value;
  say((t) => t('verifyCommand.checked', { file, ...checked }));
  for (const breach of broken) say(marked('broken', breach));
  for (const gap of missing) say(marked('missing', gap));
  if (!isSealed) say(marked('noSeal', (t) => t('verifyCommand.unsealed')));
  for (const line of signedLines(judged.value)) say(line);
  for (const { x, since } of keys)
    say(marked('key', (t) => t('verifyCommand.keySince', { kid: thumbprintOf(x), since })));
  if (keys.length > 0 && asked.keys.length === 0) say((t) => t('verifyCommand.compareKeys'));
  say((t) => t(broken.length === 0 ? 'verifyCommand.holds' : 'verifyCommand.holdsNot'));
  return broken.length === 0 ? 0 : 1;
}
