import type { z } from 'zod';
import { unnoted } from '../../../contract/insights/accessLog.ts';
import { jsonOf, request, type How } from '../../webPage/request.ts';

/** Why there is no answer. */
export type Problem =
  | { readonly kind: 'signedOut' | 'forbidden' | 'tooMany' | 'busy' | 'unreachable' | 'unreadable' }
  /** The access log can't be written, so nothing was read or done. */
  | { readonly kind: 'unnoted' }
  /** In the service's own words. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

export type Asked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

const failed = (problem: Problem): Asked<never> => ({ ok: false, problem });
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

async function askBy<T>(
  path: string,
  how: How,
  read: (response: Response) => Promise<Asked<T>>,
): Promise<Asked<T>> {
  const asked = await request(path, how, async (response) =>
    response.ok ? read(response) : failed(await refusalOf(response)),
  );
  return typeof asked === 'string' ? failed({ kind: asked }) : asked;
}

/**
 * Asks the service.
 * @param path relative to this page's address, since a proxy may have put the page anywhere.
 */
export function ask<T>(path: string, schema: z.ZodType<T>, how: How = {}): Promise<Asked<T>> {
  return askBy<T>(path, how, async (response) => {
    const answer = schema.safeParse(await jsonOf(response));
    return answer.success ? { ok: true, value: answer.data } : failed({ kind: 'unreadable' });
  });
}

/** Downloads a file from the service. @param path as in {@link ask}. */
export const askForFile = (path: string): Promise<Asked<Blob>> =>
  askBy(path, {}, async (response) => ({ ok: true, value: await response.blob() }));
