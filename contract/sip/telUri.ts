import type { Parsed } from '../envelope.ts';
import { escapeUser } from './userPart.ts';

const problem = (text: string) => ({ ok: false, problem: text }) as const;

/** RFC 3966, section 3: characters that only make a number easier to read. */
const visualSeparators = /[-.()]/g;
/** The parameters that RFC 3261, section 19.1.6, puts first, in this order. */
const leading = ['isub', 'postd'];

const isNumber = (text: string): boolean =>
  /^(?:\+[0-9]+|[0-9a-f*#]+)$/.test(text.replaceAll(visualSeparators, ''));

const rank = (parameter: string): string => {
  const place = leading.indexOf(parameter.split('=')[0] ?? '');
  return place < 0 ? `${leading.length}${parameter}` : `${place}`;
};

const byRank = (a: string, b: string): number => (rank(a) < rank(b) ? -1 : 1);

/**
 * Reads a telephone number's URI (RFC 3966) as the user part of an equivalent SIP URI (RFC 3261, section 19.1.6):
 * equal numbers are written alike. A local number may lack the context that RFC 3966 requires, as in `tel:911`.
 * @param text what follows `tel:`.
 */
export function userOfTel(text: string): Parsed<string> {
  const [number = '', ...parameters] = text.toLowerCase().split(';');
  if (!isNumber(number)) return problem('tel: and no telephone number');
  const isParameter = /^[a-z0-9-]+(?:=(?:[a-z0-9\-_.!~*'()[\]/:&+$]|%[0-9a-f]{2})+)?$/;
  if (!parameters.every((parameter) => isParameter.test(parameter)))
    return problem('a parameter of the telephone number is not understood');
  const names = parameters.map((parameter) => parameter.split('=')[0]);
  if (new Set(names).size < names.length) return problem('a parameter is given twice');
  const digits = number.replaceAll(visualSeparators, '');
  const user = [digits, ...parameters.toSorted(byRank)].join(';');
  return { ok: true, value: escapeUser(user) };
}
