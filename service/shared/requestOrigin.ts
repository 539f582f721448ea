import type { IncomingMessage } from 'node:http';
import type { Asked } from './askedFor.ts';

/**
 * Where a request comes from, according to headers that browsers set and pages can't (W3C Fetch Metadata; RFC 6454): a
 * page of this origin, a page of another one, or no browser at all.
 */
export function requestOrigin(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { host }: Pick<Asked, 'host'>,
): 'same' | 'other' | 'unknown' {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'same' : 'other';
  const { origin } = headers;
  if (origin === undefined) return 'unknown';
  return URL.canParse(origin) && new URL(origin).host === host ? 'same' : 'other';
}
