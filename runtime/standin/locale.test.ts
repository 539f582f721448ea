import { describe, expect, test } from 'vitest';
import { appLocale, countryOf, systemLocale } from './locale.ts';

describe('the locale', () => {
  test.each([
    [{ LANG: 'fr_FR.UTF-8' }, 'fr-FR'],
    [{ LC_ALL: 'C', LANG: 'fr_FR' }, 'en-US'],
    [{ LC_MESSAGES: 'de_CH@euro', LANG: 'fr_FR' }, 'de-CH'],
    [{}, 'en-US'],
    [{ LANG: 'nonsense!' }, 'en-US'],
  ])('%j is %s to the system', (env, expected) => {
    expect(systemLocale(env)).toBe(expected);
  });

  test.each([
    ['fr-FR', 'fr'],
    ['en-GB', 'en-GB'],
    ['en-ZA', 'en-US'],
    ['pt', 'pt-BR'],
    ['zh-TW', 'zh-TW'],
    ['', 'en-US'],
  ])('%s is %s to the application', (wanted, expected) => {
    expect(appLocale(wanted)).toBe(expected);
  });

  test('has a country only where one is said', () => {
    expect([countryOf('fr-CA'), countryOf('fr')]).toEqual(['CA', '']);
  });
});
