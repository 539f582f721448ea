import type { IncomingMessage } from 'node:http';
import type { Asked } from './askedFor.ts';

/**
 * Where a request comes from, as the browser tells it and no page can change it (W3C Fetch Metadata; RFC 6454): from a
 * page of this origin, from another one's, or from what is no browser and says nothing.
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
