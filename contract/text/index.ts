import { createInstance, type i18n } from 'i18next';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { isolate } from './isolate.ts';
import type { Text } from './shape.ts';

export type { Text };

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** All texts, in each language; {@link createTexts} fills them in. */
export const texts: Readonly<Record<Language, Text>> = { en, fr };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'candor';
    resources: { candor: typeof en };
  }
}

/** The language to use: the chosen one, else the first of the system's that we have, else English. */
export function resolveLanguage(choice: LanguageChoice, system: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of system) {
    const known = languages.find((language) => tag.toLowerCase().split(/[-_]/)[0] === language);
    if (known) return known;
  }
  return 'en';
}

/** A translator ready for use, with plurals, numbers and dates by `Intl`. */
export function createTexts(language: Language): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'candor',
    resources: { en: { candor: texts.en }, fr: { candor: texts.fr } },
    // React escapes by itself; text from outside is isolated, so that it reorders nothing around it.
    interpolation: { escapeValue: true, escape: isolate },
    initAsync: false,
  });
  return instance;
}
