import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { net, session } from 'electron';
import { telemetryPaths, type TelemetryPath } from '../../../contract/destinations.ts';
import { ledgerHeadHeader } from '../../../contract/ledgerHead.ts';
import { readAnswer } from '../../../contract/readAnswer.ts';
import type {
  RequestInProgress,
  PostResult,
  ServiceClient,
} from '../../core/ports/telemetryService.ts';
import { crashBody } from '../crash/crashBody.ts';
import { parseRetryAfter } from '../../../contract/retryAfter.ts';

const compress = promisify(gzip);

const TIME_LIMIT_MS = 30_000;
/** A dump is large, and some lines are slow. */
const DUMP_TIME_LIMIT_MS = 600_000;
type Content = () => Promise<Pick<RequestInit, 'body' | 'headers' | 'method'>>;

const packedLines = { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };

/** A header beside a body: a salted hash for the service to sign, which is random to it. */
const withHead = (head: string | undefined): Record<string, string> =>
  head === undefined ? {} : { [ledgerHeadHeader]: head };

const LARGEST_ANSWER_BYTES = 1024 * 1024;

export interface MovableService extends ServiceClient {
  /** Aborts what is under way to an address that is no longer current. */
  readonly moved: () => void;
}

/** The result of a request if there is no address. */
const nowhere: RequestInProgress = {
  result: Promise.resolve({ kind: 'failed', problem: { kind: 'noAddress' } }),
  abort: () => undefined,
};

/**
 * The telemetry service, reached by the only session of Candor's that may reach anything, and only the service: no
 * redirect, no cookie, no cache, no header that says anything about the person.
 * @param address the service's current address; only four paths below it are ever requested.
 */
export function createService(address: () => URL | undefined, userAgent: string): MovableService {
  const urlOf = (path: TelemetryPath): string | undefined => {
    const base = address();
    return base && new URL(`v1/${path}`, base.href.replace(/\/?$/, '/')).href;
  };
  const underWay = new Map<AbortController, () => boolean>();
  const egress = session.fromPartition('telemetry', { cache: false });
  egress.setUserAgent(userAgent, 'en');
  egress.webRequest.onBeforeRequest(({ url }, respond) => {
    respond({ cancel: !telemetryPaths.some((path) => urlOf(path) === url) });
  });

  const send = async (url: string, content: Content, signal: AbortSignal): Promise<PostResult> => {
    try {
      const made = await content();
      signal.throwIfAborted();
      const response = await egress.fetch(url, {
        method: 'POST',
        ...made,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        signal,
      });
      const retryAfter = parseRetryAfter(response.headers.get('retry-after'), Date.now());
      const body = await readAnswer(response.body?.getReader(), LARGEST_ANSWER_BYTES, signal);
      return body === undefined
        ? { kind: 'failed', problem: { kind: 'tooLarge' } }
        : {
            kind: 'answered',
            status: response.status,
            body: new TextDecoder().decode(body),
            retryAfter,
          };
    } catch (error) {
      return { kind: 'failed', problem: error instanceof Error ? error.message : String(error) };
    }
  };

  const fly = (path: TelemetryPath, limit: number, content: Content): RequestInProgress => {
    const url = urlOf(path);
    if (url === undefined) return nowhere;
    const abort = new AbortController();
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(limit)]);
    underWay.set(abort, () => urlOf(path) === url);
    return {
      result: send(url, content, signal).finally(() => underWay.delete(abort)),
      abort: () => {
        abort.abort();
      },
    };
  };

  return {
    isOnline: () => address() !== undefined && net.isOnline(),
    address: () => address()?.href,
    moved: () => {
      for (const [abort, holds] of underWay) if (!holds()) abort.abort();
    },
    post: (body, head) =>
      fly('records', TIME_LIMIT_MS, async () => ({
        headers: { ...packedLines, ...withHead(head) },
        body: await compress(body),
      })),
    withdraw: (key, head) =>
      fly('withdrawals', TIME_LIMIT_MS, () =>
        Promise.resolve({
          headers: { 'content-type': 'application/json', ...withHead(head) },
          body: JSON.stringify({ key }),
        }),
      ),
    keys: () => fly('keys', TIME_LIMIT_MS, () => Promise.resolve({ method: 'GET' })),
    postCrash: (header, line, dump, head) =>
      fly('crashes', DUMP_TIME_LIMIT_MS, () => crashBody(header, line, dump, withHead(head))),
  };
}
