import { session } from 'electron';
import { provisioningPath } from '../../contract/destinations.ts';
import type { AskPool, PoolWord } from '../core/followPool.ts';
import { asAccount } from './asAccount.ts';
import { answerChallenge } from './digestAnswer.ts';

/** Milliseconds. Signing in waits for the first answer, so that one is not waited for long. */
const FIRST_ANSWER = 4_000;
const LATER_ANSWER = 10_000;
const LARGEST_ANSWER = 256 * 1024;

/** Chromium's names for what is wrong with a certificate. */
const CERTIFICATE = /ERR_(CERT|SSL)_/;

async function readText(response: Response): Promise<string> {
  const text = await response.text();
  if (text.length > LARGEST_ANSWER) throw new Error('the answer is too large');
  return text;
}

type Question = Parameters<AskPool>[0];

export interface Provisioning {
  readonly ask: AskPool;
  /** Why the pool can't be reached, if so. */
  readonly check: () => Promise<'answers' | 'certificate' | 'unreachable' | 'silent'>;
}

/**
 * The pool's own HTTP, reached by a session that may reach nothing else: the organisation's word at
 * `/v1/provisioning`, by Digest, so that the password never travels.
 * @param pool the pool's address, as of now.
 */
export function createProvisioning(pool: () => URL | undefined, userAgent: string): Provisioning {
  const base = (): URL | undefined => {
    const at = pool();
    return at && new URL(provisioningPath.slice(1), at.href.replace(/\/?$/, '/'));
  };
  const egress = session.fromPartition('provisioning', { cache: false });
  egress.setUserAgent(userAgent, 'en');
  egress.webRequest.onBeforeRequest(({ url }, respond) => {
    const at = base()?.href;
    respond({ cancel: at === undefined || (url !== at && !url.startsWith(`${at}?`)) });
  });

  const get = (url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal) =>
    egress.fetch(url.href, {
      ...{ headers, redirect: 'error', credentials: 'omit', cache: 'no-store' },
      signal,
    });

  const word = async (response: Response): Promise<PoolWord> => {
    if (response.status === 304) return { kind: 'unchanged' };
    if (response.status === 401 || response.status === 403) return { kind: 'denied' };
    if (response.status === 404 || response.status === 405) return { kind: 'none' };
    if (response.status !== 200)
      return { kind: 'failed', problem: `it answered ${response.status}` };
    const etag = response.headers.get('etag') ?? undefined;
    return { kind: 'word', text: await readText(response), etag };
  };

  const ask = async (question: Question, signal: AbortSignal): Promise<PoolWord> => {
    const { account, password, etag, wait } = question;
    const at = base();
    if (!at) return { kind: 'failed', problem: 'no pool is set' };
    const url = asAccount(at.href, account);
    if (wait > 0) url.searchParams.set('wait', String(wait));
    const first = await get(url, {}, signal);
    const challenge = first.headers.get('www-authenticate');
    if (first.status !== 401 || challenge === null) return word(first);
    const [user = ''] = account.split('@');
    const asked = { method: 'GET', uri: url.pathname + url.search };
    const authorization = answerChallenge(challenge, asked, { user, password });
    if (authorization === undefined) return { kind: 'denied' };
    const known: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
    return word(await get(url, { ...known, authorization }, signal));
  };

  return {
    ask(question) {
      const aborting = new AbortController();
      const limit = FIRST_ANSWER + (question.wait > 0 ? LATER_ANSWER + question.wait * 1000 : 0);
      const signal = AbortSignal.any([aborting.signal, AbortSignal.timeout(limit)]);
      const answer = ask(question, signal).catch((error: unknown): PoolWord => ({
        kind: 'failed',
        problem: error instanceof Error ? error.message : String(error),
      }));
      return {
        answer,
        abort: () => {
          aborting.abort();
        },
      };
    },
    async check() {
      const limit = AbortSignal.timeout(FIRST_ANSWER);
      const url = base();
      if (!url) return 'unreachable';
      try {
        await get(url, {}, limit);
        return 'answers';
      } catch (error) {
        if (limit.aborted) return 'silent';
        return CERTIFICATE.test(String(error)) ? 'certificate' : 'unreachable';
      }
    },
  };
}
