import { session } from 'electron';
import { deviceHeader } from '../../../contract/destinations.ts';
import { meetingPaths } from '../../../contract/meetingLimits.ts';
import { parseMadeMeeting, parseMeeting, parseTicket } from '../../../contract/meetings.ts';
import { dropAnswer, readAnswer } from '../../../contract/readAnswer.ts';
import type { Parsed } from '../../../contract/envelope.ts';
import type { DeviceAt } from '../../core/account/deviceInstance.ts';
import type { Account, MeetingPools, PoolAnswer } from '../../core/ports/meetingPools.ts';
import { answerChallenge } from './digestAnswer.ts';
import { asAccount } from '../account/asAccount.ts';

/** Milliseconds until a pool that says nothing is given up. */
const TIME_LIMIT_MS = 6_000;
const LARGEST_ANSWER_BYTES = 64 * 1024;

interface Question<T> {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly account?: Account;
  readonly parse: (text: string) => Parsed<T>;
}

async function read<T>(
  response: Response,
  parse: Question<T>['parse'],
  signal: AbortSignal,
): Promise<PoolAnswer<T>> {
  if (!response.ok) dropAnswer(response);
  if (response.status === 404 || response.status === 410) return { kind: 'notFound' };
  if (response.status === 401 || response.status === 403) return { kind: 'denied' };
  if (!response.ok) return { kind: 'failed', problem: `it answered ${response.status}` };
  const body = await readAnswer(response.body?.getReader(), LARGEST_ANSWER_BYTES, signal);
  if (!body) return { kind: 'failed', problem: 'its answer is too large' };
  const parsed = parse(new TextDecoder().decode(body));
  return parsed.ok
    ? { kind: 'answer', value: parsed.value }
    : { kind: 'failed', problem: parsed.problem };
}

/** A session that can reach only what pools say about meetings. */
export function createMeetingPools(userAgent: string, deviceAt: DeviceAt): MeetingPools {
  const egress = session.fromPartition('meetings', { cache: false });
  egress.setUserAgent(userAgent, 'en');
  const asked = new Set<string>();
  let breaking = new AbortController();
  egress.webRequest.onBeforeRequest(({ url }, respond) => {
    respond({ cancel: !asked.has(url) });
  });

  const fetch = (
    { url, method, account }: Question<unknown>,
    signal: AbortSignal,
    authorization?: string,
  ) =>
    egress.fetch(url.href, {
      method,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      headers: {
        ...(account ? { [deviceHeader]: deviceAt(url, account.account) } : {}),
        ...(authorization === undefined ? {} : { authorization }),
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      },
      ...(method === 'POST' ? { body: '{}' } : {}),
      signal,
    });

  const ask = async <T>(question: Question<T>): Promise<PoolAnswer<T>> => {
    const { account, method, parse } = question;
    // Exactly as it is requested: a different spelling would be refused, and its digest would not match.
    const { href: url, pathname, search } = question.url;
    const signal = AbortSignal.any([breaking.signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
    asked.add(url);
    try {
      const first = await fetch(question, signal);
      const challenge = first.headers.get('www-authenticate');
      if (!account || first.status !== 401 || challenge === null)
        return await read(first, parse, signal);
      const [user = ''] = account.account.split('@');
      const asking = { method, uri: pathname + search };
      const authorization = answerChallenge(challenge, asking, {
        user,
        password: account.password,
      });
      dropAnswer(first);
      if (authorization === undefined) return { kind: 'denied' };
      return await read(await fetch(question, signal, authorization), parse, signal);
    } catch (error) {
      return { kind: 'failed', problem: error instanceof Error ? error.message : String(error) };
    } finally {
      asked.delete(url);
    }
  };

  const asPerson = (address: string, account: Account) => ({
    account,
    method: 'POST' as const,
    url: asAccount(address, account.account),
  });

  return {
    breakOff() {
      breaking.abort();
      breaking = new AbortController();
    },
    describe: (pool, meeting) =>
      ask({
        url: new URL(pool + meetingPaths.meeting(meeting)),
        method: 'GET',
        parse: parseMeeting,
      }),
    create: (pool, account) =>
      ask({ ...asPerson(pool + meetingPaths.meetings, account), parse: parseMadeMeeting }),
    ticket: (pool, meeting, account) =>
      ask({ ...asPerson(pool + meetingPaths.tickets(meeting), account), parse: parseTicket }),
  };
}
