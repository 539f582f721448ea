import { unnoted } from '../../../contract/insights/accessLog.ts';
import { createAsking, type Asked as AskedOf } from '../../webPage/ask.ts';

/** Why there is no answer. */
export type Problem =
  | { readonly kind: 'signedOut' | 'forbidden' | 'tooMany' | 'busy' | 'unreachable' | 'unreadable' }
  /** The access log can't be written, so nothing was read or done. */
  | { readonly kind: 'unnoted' }
  /** In the service's own words. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

export type Asked<T> = AskedOf<T, Problem>;

const statuses = { 401: 'signedOut', 403: 'forbidden', 429: 'tooMany', 503: 'busy' } as const;

async function refusalOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => null)) as { message?: unknown } | null;
  const { message } = body ?? {};
  if (message === unnoted) return { kind: 'unnoted' };
  const kind = Object.entries(statuses).find(([status]) => Number(status) === response.status)?.[1];
  if (kind) return { kind };
  return typeof message === 'string'
    ? { kind: 'refused', status: response.status, message: message.slice(0, 500) }
    : { kind: 'unreachable' };
}

/** Ask the service, by paths relative to this page's address, since a proxy may have put the page anywhere. */
export const { ask, askForFile } = createAsking<Problem>(refusalOf);
