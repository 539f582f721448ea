import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { net, session } from 'electron';
import type { PostResult, Service } from '../core/ports.ts';
import { parseRetryAfter } from './retryAfter.ts';

const compress = promisify(gzip);

const TIME_LIMIT = 30_000;
const LARGEST_ANSWER = 1024 * 1024;

/** Reads an answer's body, but no more of it than an honest answer can have. */
async function readBody(response: Response): Promise<string> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (!body) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > LARGEST_ANSWER) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * The telemetry service, reached by the only session of Candor's that may reach anything, and that
 * nothing but the service: no redirect, no cookie, no cache, no header that tells of the person.
 * @param base the service's address; its records go to `/v1/records` below it.
 */
export function createService(base: URL, userAgent: string): Service {
  const records = new URL('v1/records', base.href.endsWith('/') ? base : `${base.href}/`);
  const egress = session.fromPartition('telemetry', { cache: false });
  egress.setUserAgent(userAgent, 'en');
  egress.webRequest.onBeforeRequest(({ url }, respond) => {
    respond({ cancel: url !== records.href });
  });

  const send = async (body: Uint8Array, signal: AbortSignal): Promise<PostResult> => {
    try {
      const response = await egress.fetch(records.href, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
        body: await compress(body),
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT)]),
      });
      const retryAfter = parseRetryAfter(response.headers.get('retry-after'), Date.now());
      const text = await readBody(response);
      return { kind: 'answered', status: response.status, body: text, retryAfter };
    } catch (error) {
      return { kind: 'failed', problem: error instanceof Error ? error.message : String(error) };
    }
  };

  return {
    isOnline: () => net.isOnline(),
    post(body) {
      const abort = new AbortController();
      return {
        result: send(body, abort.signal),
        abort: () => {
          abort.abort();
        },
      };
    },
  };
}
