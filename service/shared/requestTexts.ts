import type { FastifyRequest } from 'fastify';
import { createTexts, languages, resolveLanguage } from '../../contract/text/index.ts';
import type { Texts } from '../../contract/text/terminal.ts';

const translators = new Map(
  languages.map((language) => [language, createTexts(language).t] as const),
);

/** The texts in the language that the browser asks for; it lists its languages by preference. */
export function textsFor({ headers }: Pick<FastifyRequest, 'headers'>): Texts {
  const tags = (headers['accept-language'] ?? '').split(',').map((tag) => tag.trim());
  const language = resolveLanguage('system', tags);
  return translators.get(language) ?? createTexts(language).t;
}
