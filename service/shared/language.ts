import type { FastifyRequest } from 'fastify';
import { resolveLanguage, type Language } from '../../contract/text/index.ts';

/**
 * The language that a request asks for (RFC 9110, section 12.5.4): of those we have, the one with the greatest weight.
 */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  const tags = (headers['accept-language'] ?? '')
    .split(',')
    .slice(0, 32)
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((one) => one.trim());
      const weight = parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1';
      return { tag, weight: Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
  return resolveLanguage('system', tags);
}
