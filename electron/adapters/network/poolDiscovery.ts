import { session } from 'electron';
import type { DiscoveryProblem } from '../../../contract/poolCalls.ts';
import { parsePoolDocument, poolDocumentPath } from '../../../contract/poolDiscovery.ts';
import { dropAnswer, readAnswer } from '../../../contract/readAnswer.ts';

/** Milliseconds until a domain that says nothing is given up. */
const TIME_LIMIT_MS = 10_000;
const LARGEST_ANSWER_BYTES = 16 * 1024;

/** What a domain says about its pool: an address as published, or why there is none. */
export type Published =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: DiscoveryProblem; readonly status?: number };

/**
 * Asks a domain which pool is its own.
 * @param domain of an account, in lower case.
 */
export type AskDomain = (domain: string) => Promise<Published>;

const no = (problem: DiscoveryProblem): Published => ({ ok: false, problem });

/** By Chromium's error names. */
const failures: readonly (readonly [RegExp, DiscoveryProblem])[] = [
  [/ERR_(CERT|SSL)_/, 'certificate'],
  [/ERR_NAME_NOT_RESOLVED/, 'noDomain'],
  [/redirect/i, 'redirect'],
];

async function read(response: Response, signal: AbortSignal): Promise<Published> {
  const { status } = response;
  if (status !== 200) dropAnswer(response);
  if (status === 404 || status === 410) return no('notPublished');
  if (status !== 200) return { ok: false, problem: 'status', status };
  const body = await readAnswer(response.body?.getReader(), LARGEST_ANSWER_BYTES, signal);
  return body ? parsePoolDocument(new TextDecoder().decode(body)) : no('tooLong');
}

/** The document's address at a domain; undefined if a URL would name another host. */
function documentAt(domain: string): string | undefined {
  const url = URL.parse(`https://${domain}${poolDocumentPath}`);
  return url?.host === domain ? url.href : undefined;
}

/**
 * A session that can reach only the document that the person asked for, at the domain itself: redirects are not
 * followed.
 */
export function createPoolDiscovery(userAgent: string): AskDomain {
  const egress = session.fromPartition('discovery', { cache: false });
  egress.setUserAgent(userAgent, 'en');
  const asked = new Set<string>();
  egress.webRequest.onBeforeRequest(({ url }, respond) => {
    respond({ cancel: !asked.has(url) });
  });
  return async (domain) => {
    const url = documentAt(domain);
    if (url === undefined) return no('noDomain');
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    asked.add(url);
    try {
      const response = await egress.fetch(url, {
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        signal,
      });
      return await read(response, signal);
    } catch (error) {
      if (signal.aborted) return no('silent');
      const found = failures.find(([name]) => name.test(String(error)));
      return no(found?.[1] ?? 'unreachable');
    } finally {
      asked.delete(url);
    }
  };
}
