import { session } from 'electron';
import {
  deviceHeader,
  peopleHeader,
  peoplePath,
  provisioningPath,
  relaysPath,
} from '../../../contract/destinations.ts';
import { LARGEST_PEOPLE_BYTES } from '../../../contract/people.ts';
import { dropAnswer, readAnswer } from '../../../contract/readAnswer.ts';
import type { DeviceAt } from '../../core/account/deviceInstance.ts';
import type { AskPool, PoolAnswer } from '../../core/ports/organisationPool.ts';
import { asAccount } from '../account/asAccount.ts';
import { answerChallenge } from './digestAnswer.ts';
import { parseRetryAfter } from '../../../contract/retryAfter.ts';

/** Milliseconds. Signing in waits for the first answer, so that one is not waited for long. */
const FIRST_ANSWER_MS = 4_000;
const LATER_ANSWER_MS = 10_000;
const LARGEST_ANSWER_BYTES = 256 * 1024;

/** Chromium's names for certificate errors. */
const CERTIFICATE = /ERR_(CERT|SSL)_/;

async function readText(response: Response, largest: number, signal: AbortSignal) {
  const body = await readAnswer(response.body?.getReader(), largest, signal);
  if (!body) throw new Error('the answer is too large');
  return new TextDecoder().decode(body);
}

/** @param proves whether the request answered the pool's challenge. */
async function readWord(
  response: Response,
  largest: number,
  signal: AbortSignal,
  proves: boolean,
): Promise<PoolAnswer> {
  const people = response.headers.get(peopleHeader) ?? undefined;
  if (response.status !== 200) dropAnswer(response);
  if (response.status === 304) return { kind: 'unchanged', people };
  if (response.status === 401 || response.status === 403) return { kind: 'denied' };
  if (response.status === 404 || response.status === 405) return { kind: 'none' };
  if (response.status !== 200) {
    const retryAfter = parseRetryAfter(response.headers.get('retry-after'), Date.now());
    return { kind: 'failed', problem: `it answered ${response.status}`, retryAfter };
  }
  const etag = response.headers.get('etag') ?? undefined;
  return { kind: 'word', text: await readText(response, largest, signal), etag, proves, people };
}

type Question = Parameters<AskPool>[0];
const paths = [provisioningPath, peoplePath, relaysPath] as const;
type Path = (typeof paths)[number];

export interface Provisioning {
  readonly ask: AskPool;
  /** Asks for the names of the organisation's people, at `/v1/people`. */
  readonly askPeople: AskPool;
  /** Asks for access to the pool's relays, at `/v1/relays`. */
  readonly askRelays: AskPool;
  /** Why the pool can't be reached, if so. */
  readonly check: () => Promise<'answers' | 'certificate' | 'unreachable' | 'silent'>;
}

/** @param firstAnswer milliseconds that an answer may take which the pool does not hold. */
const inTime =
  (
    ask: (question: Question, signal: AbortSignal) => Promise<PoolAnswer>,
    firstAnswer: number,
  ): AskPool =>
  (question) => {
    const aborting = new AbortController();
    const limit = firstAnswer + (question.wait > 0 ? LATER_ANSWER_MS + question.wait * 1000 : 0);
    const signal = AbortSignal.any([aborting.signal, AbortSignal.timeout(limit)]);
    const answer = ask(question, signal).catch((error: unknown): PoolAnswer => ({
      kind: 'failed',
      problem: error instanceof Error ? error.message : String(error),
    }));
    return {
      answer,
      abort: () => {
        aborting.abort();
      },
    };
  };

/**
 * The pool's HTTP interface, reached by a session that can reach nothing else: the organisation's policy at
 * `/v1/provisioning`, its people's names at `/v1/people` and its relays at `/v1/relays`, by Digest, so that the password never travels.
 * @param pool the pool's current address.
 */
export function createProvisioning(
  pool: () => URL | undefined,
  userAgent: string,
  deviceAt: DeviceAt,
): Provisioning {
  const urlOf = (path: Path): URL | undefined => {
    const at = pool();
    return at && new URL(path.slice(1), at.href.replace(/\/?$/, '/'));
  };
  const egress = session.fromPartition('provisioning', { cache: false });
  egress.setUserAgent(userAgent, 'en');
  egress.webRequest.onBeforeRequest(({ url }, respond) => {
    const isOf = (path: Path) => {
      const at = urlOf(path)?.href;
      return at !== undefined && (url === at || url.startsWith(`${at}?`));
    };
    respond({ cancel: !paths.some(isOf) });
  });

  const get = (url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal) =>
    egress.fetch(url.href, {
      headers,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      signal,
    });

  const ask = (path: Path) => async (question: Question, signal: AbortSignal) => {
    const { account, password, etag, people, wait } = question;
    const largest = path === peoplePath ? LARGEST_PEOPLE_BYTES : LARGEST_ANSWER_BYTES;
    const at = urlOf(path);
    if (!at) return { kind: 'failed', problem: 'no pool is set' } as const;
    const url = asAccount(at.href, account);
    if (wait > 0) url.searchParams.set('wait', String(wait));
    const named = { [deviceHeader]: deviceAt(url, account) };
    const first = await get(url, named, signal);
    const challenge = first.headers.get('www-authenticate');
    if (first.status !== 401 || challenge === null) return readWord(first, largest, signal, false);
    dropAnswer(first);
    const [user = ''] = account.split('@');
    const asked = { method: 'GET', uri: url.pathname + url.search };
    const authorization = answerChallenge(challenge, asked, { user, password });
    if (authorization === undefined) return { kind: 'denied' } as const;
    const known = {
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
      ...(people === undefined ? {} : { [peopleHeader]: people }),
    };
    const second = await get(url, { ...named, ...known, authorization }, signal);
    return readWord(second, largest, signal, true);
  };
  return {
    ask: inTime(ask(provisioningPath), FIRST_ANSWER_MS),
    askPeople: inTime(ask(peoplePath), LATER_ANSWER_MS),
    askRelays: inTime(ask(relaysPath), FIRST_ANSWER_MS),
    async check() {
      const limit = AbortSignal.timeout(FIRST_ANSWER_MS);
      const url = urlOf(provisioningPath);
      if (!url) return 'unreachable';
      try {
        dropAnswer(await get(url, {}, limit));
        return 'answers';
      } catch (error) {
        if (limit.aborted) return 'silent';
        return CERTIFICATE.test(String(error)) ? 'certificate' : 'unreachable';
      }
    },
  };
}
