import type { TFunction } from 'i18next';
import { createTexts, resolveLanguage, type Language } from './index.ts';

/** What a person is to be told, in the language of whoever is told; whoever says it need not know that. */
export type LocalizedText = (t: TFunction) => string;

/** The texts in the language of whoever is told. */
export type Texts = Parameters<LocalizedText>[0];

type Environment = Readonly<Record<string, string | undefined>>;

/** The language that POSIX's variables name, by their precedence, or else the system's. */
export function terminalLanguage(environment: Environment): Language {
  const named = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name]).find(Boolean);
  const language = named?.split(/[.@]/)[0] ?? new Intl.DateTimeFormat().resolvedOptions().locale;
  return resolveLanguage('system', [language]);
}

/** The texts for who reads a terminal. */
export const terminalTexts = (environment: Environment): TFunction =>
  createTexts(terminalLanguage(environment)).t;
