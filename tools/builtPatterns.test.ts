import { fileURLToPath } from 'node:url';
import { ESLint, Linter } from 'eslint';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rule = 'no-restricted-syntax';

/** How many of this rule's faults lint finds in a text, if it stands in this file. */
async function faultsIn(path: string, text: string): Promise<number> {
  const config = (await new ESLint({ cwd: root }).calculateConfigForFile(path)) as Linter.Config;
  const restricted = config.rules?.[rule] ?? 'off';
  const messages = new Linter().verify(text, [{ rules: { [rule]: restricted } }]);
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.length;
}

const built = [
  'export const a = (x) => new RegExp(`^(?:[${x}]|a)+$`);',
  "export const a = (x, y) => new RegExp(x + y, 'g');",
  "export const a = new RegExp('^(a|a)+$');",
  "const t = '(a+)+$'; export const a = RegExp(t);",
  "export const a = new RegExp(['^(a', '+)+$'].join(''));",
  "export const a = new globalThis.RegExp('(a+)+$');",
  "export const a = new globalThis['RegExp']('(a+)+$');",
  "const { RegExp: Pattern } = globalThis; export const a = new Pattern('(a+)+$');",
  "const Pattern = RegExp; export const a = new Pattern('(a+)+$');",
  "export const a = (x) => x.matchAll('(a+)+$');",
  'export const a = (x, y) => x.match(`(${y}+)+$`);',
  "export const a = (x, y) => x.search('^' + y);",
  "export const a = (x, y) => x.match(y.join(''));",
];
const literal = [
  'export const a = (x) => x.match(/a/);',
  'const p = /a/g; export const a = (x) => [...x.matchAll(p)];',
  "export const a = (x) => x.replaceAll('(a+)+$', 'b');",
  // Of an address, which has such a method too.
  'export const a = (x, y) => x.match(y, 96);',
];

test.each([
  'contract/sip/grammar.ts',
  'electron/adapters/system/system.ts',
  'electron/core/records/scrub.ts',
  'renderer/sip/uriAliases.ts',
  'service/pool/sip/via.ts',
  'service/shared/clientAddress.ts',
  'cli/verify.ts',
])('lint finds each pattern that is no literal in %s', async (path) => {
  for (const text of built) expect([text, await faultsIn(path, text)]).not.toEqual([text, 0]);
  for (const text of literal) expect([text, await faultsIn(path, text)]).toEqual([text, 0]);
});

test('but in the one place whose patterns a test checks', async () => {
  const [text = ''] = built;
  expect(await faultsIn('electron/core/records/literalPattern.ts', text)).toBe(0);
  expect(await faultsIn('electron/core/records/literalPattern.test.ts', text)).toBe(0);
});
