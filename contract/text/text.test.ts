import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { categories, type Datum } from '../datum.ts';
import { policyEntries } from '../policyCatalogue.ts';
import { disagreementOf } from '../policyDisagreement.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { createTexts, resolveLanguage, type Language, type LanguageChoice } from './index.ts';
import { plainText, plainTexts } from './plain.js';
import { terminalLanguage } from './terminal.ts';

type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  );
const variables = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

const english = new Map(leaves(en));
const french = new Map(leaves(fr));
const sorted = (keys: Iterable<string>) => [...keys].toSorted();

describe('the texts', () => {
  it('have the same keys in both languages', () => {
    expect(sorted(french.keys())).toEqual(sorted(english.keys()));
  });

  it.each([...english.keys()])('%s says something in both, and names the same variables', (key) => {
    const [inEnglish = '', inFrench = ''] = [english.get(key), french.get(key)];
    expect(inEnglish.trim()).not.toBe('');
    expect(inFrench.trim()).not.toBe('');
    const named = new Set(variables(inEnglish));
    expect(new Set(variables(inFrench))).toEqual(named);
    expect(inEnglish + inFrench).not.toMatch(/(?<!\{)\{(?!\{)|TODO/);
  });

  it('are French to the typographer: no sign stands at the beginning of a line', () => {
    const said = [
      ...french.values(),
      ...categories
        .flatMap((category) => Object.values<Datum>(catalogue[category]))
        .flatMap(({ label, purpose }) => [label.fr, purpose.fr]),
      ...policyEntries.flatMap(([, entry]) => {
        const { label, explain, census, usage, errors, unset } = entry;
        const all = [label, explain, census, usage, errors, unset].map(({ fr: text }) => text);
        return [...all, disagreementOf(entry, 'fr')];
      }),
    ];
    expect(said.filter((text) => / [:;!?»%](?!\w)|« |'/.test(text))).toEqual([]);
  });

  it('are filled in as they are, without HTML escapes', () => {
    const { t } = createTexts('fr');
    expect(t('main.destination', { url: 'https://t.example/?a&b' })).toContain(
      'https://t.example/?a&b',
    );
  });
});

describe('resolveLanguage', () => {
  it.each<[LanguageChoice, string[], string]>([
    ['en', ['fr-FR'], 'en'],
    ['fr', [], 'fr'],
    ['system', ['fr-CA', 'en'], 'fr'],
    ['system', ['de-DE', 'FR_ch'], 'fr'],
    ['system', ['de', 'es'], 'en'],
    ['system', [], 'en'],
    ['system', ['', 'fry-NL'], 'en'],
  ])('for %s on a system with %j speaks %s', (choice, system, language) => {
    expect(resolveLanguage(choice, system)).toBe(language);
  });
});

describe('a terminal', () => {
  it.each([
    [{ LC_ALL: 'fr_FR.UTF-8', LANG: 'en_US.UTF-8' }, 'fr'],
    [{ LC_ALL: '', LC_MESSAGES: 'fr_CA', LANG: 'en_US.UTF-8' }, 'fr'],
    [{ LC_ALL: 'C.UTF-8', LC_MESSAGES: 'fr_FR', LANG: 'fr_FR' }, 'en'],
    [{ LANG: 'fr.UTF-8' }, 'fr'],
    [{ LANG: 'fr_FR@euro' }, 'fr'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'POSIX' }, 'en'],
  ])('where it says %j is spoken to in %s', (environment, language) => {
    expect(terminalLanguage(environment)).toBe(language);
    expect(plainText(environment)).toBe(plainTexts[language as Language]);
  });
});
