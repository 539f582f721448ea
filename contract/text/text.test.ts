import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { createTexts, resolveLanguage, type LanguageChoice } from './index.ts';

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
