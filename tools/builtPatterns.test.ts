import { fileURLToPath } from 'node:url';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import { builtPatternsRule } from './builtPatternsRule.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rule = 'no-restricted-syntax';
const typed = 'candor/built-patterns';

const configOf = async (path: string) =>
  (await new ESLint({ cwd: root }).calculateConfigForFile(path)) as Linter.Config;

/** How many violations of this rule lint finds in a text, if it were in this file. */
async function faultsIn(path: string, text: string): Promise<number> {
  const restricted = (await configOf(path)).rules?.[rule] ?? 'off';
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
  'export const a = (t) => Reflect.construct(RegExp, [t]);',
  'export class Pattern extends RegExp {}',
  'export const a = [RegExp].map((Pattern) => new Pattern("a"));',
  'export default RegExp;',
];
const literal = [
  'export const a = (x) => x.match(/a/);',
  'const p = /a/g; export const a = (x) => [...x.matchAll(p)];',
  "export const a = (x) => x.replaceAll('(a+)+$', 'b');",
  'export const a = (x) => x instanceof RegExp;',
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
  expect((await configOf(path)).rules?.[typed]).toEqual([2]);
});

test('but in the one place whose patterns a test checks', async () => {
  const [text = ''] = built;
  expect(await faultsIn('electron/core/records/literalPattern.ts', text)).toBe(0);
  expect(await faultsIn('electron/core/records/literalPattern.test.ts', text)).toBe(0);
});

test('and where there are no types, each search that is given no literal', async () => {
  for (const text of ['t.match(p);', 't.search("a");', 't.matchAll(`a`);', 't?.match(p);'])
    expect([text, await faultsIn('bin/candor.js', text)]).toEqual([text, 1]);
  expect(await faultsIn('bin/candor.js', 't.match(/a/);')).toBe(0);
});

const madeOfTexts = [
  "text.matchAll('(a+)+$');",
  'text.match(`(${text}+)+$`);',
  "text.search('^' + text);",
  "text.match(texts.join(''));",
  'text.match(text);',
  'text.search(named);',
  'text?.matchAll(named);',
  "text['match'](named);",
  'text.match(maybe);',
  'text.match(anything as string);',
  'branded.search(named);',
  'generic.match(named);',
  'texts.map((one) => one.search(named));',
  'String.prototype.search.call(text, named);',
  'const find = text.match.bind(text); find(named);',
  'const { search } = text; search(named);',
  'Reflect.apply(text.matchAll, text, [named]);',
  'text.match();',
  'pattern.compile(named);',
  'const { compile } = pattern; compile(named);',
  'texts.at(0)?.match(named);',
];
const ofPatterns = [
  'text.match(/a/);',
  'text.match(pattern);',
  'text.search(either);',
  'texts.map((one) => one.matchAll(pattern));',
  'address.match(named, 96);',
  'url.search.split(named);',
  "text.replaceAll(named, 'b');",
  'text.split(named);',
  'const { search } = url; search.at(0);',
];
const known = `
declare const text: string, texts: string[], named: string, pattern: RegExp, maybe: RegExp | string;
declare const either: typeof pattern, anything: unknown, branded: string & { readonly brand: 1 };
declare const url: { readonly search: string };
declare const address: { match(network: string, bits: number): boolean };
export function ask<T extends string>(generic: T) {
`;

test('lint knows a text from a pattern by its type, however it is called', async () => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: {
        parser: tseslint.parser,
        parserOptions: { projectService: true, tsconfigRootDir: root },
      },
      plugins: { candor: { rules: { 'built-patterns': builtPatternsRule } } },
      rules: { [typed]: 'error' },
    },
  });
  const lines = [...madeOfTexts, ...ofPatterns];
  const blocks = lines.map((line) => `{ ${line} }`).join('\n');
  const filePath = 'contract/sip/grammar.ts';
  const [found] = await eslint.lintText(`${known}${blocks}\n}\n`, { filePath });
  const before = known.split('\n').length - 1;
  const faulty = new Set(found?.messages.map(({ line }) => lines[line - before - 1]));
  expect(found?.messages.filter(({ fatal }) => fatal)).toEqual([]);
  expect(lines.filter((line) => faulty.has(line))).toEqual(madeOfTexts);
}, 60_000);
