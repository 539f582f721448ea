import type { TFunction } from 'i18next';
import { createTexts, resolveLanguage, type Language } from './index.ts';

/** A message to a person, in the language of whoever reads it; whoever sends it need not know that. */
export type LocalizedText = (t: TFunction) => string;

/** The texts in the reader's language. */
export type Texts = Parameters<LocalizedText>[0];

type Environment = Readonly<Record<string, string | undefined>>;

/** The language that POSIX's variables name, by their precedence, or else the system's. */
export function terminalLanguage(environment: Environment): Language {
  const named = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name]).find(Boolean);
  const language = named?.split(/[.@]/)[0] ?? new Intl.DateTimeFormat().resolvedOptions().locale;
  return resolveLanguage('system', [language]);
}

/** The texts for a terminal. */
export const terminalTexts = (environment: Environment): TFunction =>
  createTexts(terminalLanguage(environment)).t;
