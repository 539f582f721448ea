const TIME_LIMIT_MS = 30_000;

export interface How {
  readonly method?: string;
  readonly body?: object;
  readonly signal?: AbortSignal;
  /** The most milliseconds to wait for an answer. */
  readonly patienceMs?: number;
}

/** Why a server gave no answer that can be read. */
export type NoAnswer = 'unreachable' | 'unreadable';

/**
 * Sends a request as this page's own, and reads its answer, whatever its status.
 * @param path relative to this page's address, since a proxy may have put the page anywhere.
 */
export async function request<T>(
  path: string,
  { method = 'GET', body, signal, patienceMs = TIME_LIMIT_MS }: How,
  read: (response: Response) => Promise<T>,
): Promise<T | NoAnswer> {
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
    return await read(await fetch(path, init));
  } catch (error) {
    return error instanceof SyntaxError ? 'unreadable' : 'unreachable';
  }
}

/** The JSON of an answer; null if it is empty. Rejects with a SyntaxError if it is neither. */
export async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}
