import type { z } from 'zod';
import { unnoted } from '../../../contract/insights/accessLog.ts';

/** Why there is no answer. */
export type Problem =
  | { readonly kind: 'signedOut' | 'forbidden' | 'tooMany' | 'busy' | 'unreachable' | 'unreadable' }
  /** The access log can't be written, so nothing was read or done. */
  | { readonly kind: 'unnoted' }
  /** In the service's own words. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

export type Asked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

const TIME_LIMIT_MS = 30_000;

interface How {
  readonly method?: string;
  readonly body?: object;
  readonly signal?: AbortSignal;
  /** The most milliseconds to wait for an answer. */
  readonly patienceMs?: number;
}

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

/** Sends a request from this page and reads its answer with `read`. */
async function request<T>(
  path: string,
  { method = 'GET', body, signal, patienceMs = TIME_LIMIT_MS }: How,
  read: (response: Response) => Promise<Asked<T>>,
): Promise<Asked<T>> {
  const limit = AbortSignal.timeout(patienceMs);
  const init: RequestInit = {
    method,
    cache: 'no-store',
    credentials: 'same-origin',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
    headers: {
      // Problems are worded in the page's language, which may differ from the browser's.
      'accept-language': document.documentElement.lang || 'en',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  };
  try {
    const response = await fetch(path, init);
    return response.ok ? await read(response) : failed(await refusalOf(response));
  } catch (error) {
    return failed({ kind: error instanceof SyntaxError ? 'unreadable' : 'unreachable' });
  }
}

/**
 * Asks the service.
 * @param path relative to this page's address, since a proxy may have put the page anywhere.
 */
export function ask<T>(path: string, schema: z.ZodType<T>, how: How = {}): Promise<Asked<T>> {
  return request<T>(path, how, async (response) => {
    const text = await response.text();
    const answer = schema.safeParse(text === '' ? null : JSON.parse(text));
    return answer.success ? { ok: true, value: answer.data } : failed({ kind: 'unreadable' });
  });
}

/** Downloads a file from the service. @param path as in {@link ask}. */
export const askForFile = (path: string): Promise<Asked<Blob>> =>
  request(path, {}, async (response) => ({ ok: true, value: await response.blob() }));
