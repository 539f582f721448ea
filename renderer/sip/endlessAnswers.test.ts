import { afterEach, describe, expect, it } from 'vitest';
import { answerTo, createOddPool } from '../../service/pool/testing/oddPool.ts';
import { createPoolUser } from '../testing/talker.testkit.ts';

const credentials = { account: 'alice@contoso.com', password: 'alice’s own' };
/** More requests than any client would make that knows when to stop. */
const ENDLESS = 50;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Registrar {
  readonly url: string;
  readonly asked: string[];
}

/** @param say the answer to the nth request, beginning with 0. */
async function registrar(say: (request: string, at: number) => string): Promise<Registrar> {
  const asked: string[] = [];
  const pool = await createOddPool((request) => {
    asked.push(request);
    return asked.length > ENDLESS ? 'for ever' : say(request, asked.length - 1);
  });
  closing.push(pool.close);
  return { url: `ws://${pool.place}`, asked };
}

function user(isPatient: boolean, url: string) {
  const talker = createPoolUser({ checkPool: () => Promise.resolve('answers') });
  closing.push(talker.connection.signOut);
  talker.connection.signIn({ poolUrl: url, credentials, isPatient });
  return talker;
}

const accept = (request: string): string =>
  answerTo(request, '200 OK', /^Contact:.*$/im.exec(request)?.[0] ?? '');
const expiryOf = (request: string) => Number(/;expires=(\d+)/.exec(request)?.[1]);

describe('a registrar that refuses a registration as too brief (RFC 3261, section 10.2.8)', () => {
  it.each<[string, (at: number) => readonly string[]]>([
    ['ever more', (at) => [`Min-Expires: ${200 + at}`]],
    ['what was asked for', () => ['Min-Expires: 120']],
    ['less', () => ['Min-Expires: 60']],
    ['nothing', () => []],
    ['zero', () => ['Min-Expires: 0']],
    ['what is no number', () => ['Min-Expires: -1']],
    ['more than there is', () => ['Min-Expires: 4294967296']],
    ['two things', () => ['Min-Expires: 60, 3600']],
    ['the same for ever', () => ['Min-Expires: 3600']],
  ])('and asks for %s is given up soon, and told as that', async (_what, more) => {
    const { url, asked } = await registrar((request, at) =>
      answerTo(request, '423 Interval Too Brief', ...more(at)),
    );
    const { connection, failures, until } = user(true, url);
    await until('signedOut');
    const failure = { kind: 'interval', status: 423 };
    expect(connection.state.get()).toEqual({ name: 'signedOut', failure });
    expect(failures).toEqual([{ cause: 'refused', code: '423' }]);
    expect(asked.length).toBeLessThan(10);
  });

  it.each([600, 3600, 4_294_967_295])(
    'and asks for %i seconds is given them, hop by hop',
    async (least) => {
      const { url, asked } = await registrar((request) => {
        const expiry = expiryOf(request);
        if (expiry >= least) return accept(request);
        return answerTo(request, '423 Brief', `Min-Expires: ${expiry < 300 ? 300 : least}`);
      });
      await user(false, url).until('signedIn');
      expect(asked.map(expiryOf)).toEqual([120, 300, least]);
    },
  );
});

it('a registrar that finds every proof stale is given up soon, and the password is not blamed', async () => {
  const { url, asked } = await registrar((request, at) =>
    answerTo(
      request,
      '401 Unauthorized',
      `WWW-Authenticate: Digest realm="a", nonce="n${at}", algorithm=MD5, stale=true`,
    ),
  );
  const { connection, until } = user(true, url);
  await until('signedOut');
  const failure = { kind: 'challenge', status: 401 };
  expect(connection.state.get()).toEqual({ name: 'signedOut', failure });
  expect(asked.length).toBeLessThan(5);
});

describe('a registrar that says no for now', () => {
  const statuses = ['302', '305', '408', '430', '480', '491', '500', '503', '504', '600', '606'];

  it.each(statuses)('by %s is asked once, and then waited for', async (status) => {
    const { url, asked } = await registrar((request) =>
      answerTo(request, `${status} No`, 'Retry-After: 0', 'Contact: <sip:elsewhere@x.invalid>'),
    );
    const { connection, until } = user(true, url);
    await until('reconnecting');
    // JsSIP treats a 408 as no answer, which is what it stands for (RFC 3261, section 8.1.3.1).
    const failure =
      status === '408' ? { kind: 'silent' } : { kind: 'server', status: Number(status) };
    expect(connection.state.get()).toMatchObject({ name: 'reconnecting', failure });
    expect(asked).toHaveLength(1);
  });

  it.each(statuses)('by %s signs nobody out who was signed in', async (status) => {
    let isWell = true;
    const { url } = await registrar((request) =>
      isWell ? accept(request) : answerTo(request, `${status} No`),
    );
    const { connection, until } = user(false, url);
    await until('signedIn');
    isWell = false;
    connection.connectNow();
    await until('reconnecting');
  });

  it.each([
    ['90', 90],
    ['90 (in a meeting)', 90],
    ['90;duration=3600', 90],
    ['99999999999', 3600],
    ['soon', 0],
    ['-1', 0],
    ['', 0],
  ])('and names a time is waited for that long: Retry-After: %s', async (written, seconds) => {
    const { url } = await registrar((request) =>
      answerTo(request, '503 Overloaded', `Retry-After: ${written}`),
    );
    const began = Date.now();
    const { connection, until } = user(true, url);
    await until('reconnecting');
    const state = connection.state.get();
    const waits = state.name === 'reconnecting' ? (state.nextAt ?? 0) - began : 0;
    expect(waits).toBeGreaterThanOrEqual(seconds * 1000);
    expect(waits).toBeLessThan((seconds + 60) * 1000);
  });
});

it('a registrar that grants nothing is told as that, and not asked without an end', async () => {
  const { url, asked } = await registrar((request) =>
    accept(request).replace(/;expires=\d+/, ';expires=0'),
  );
  const { connection, until } = user(false, url);
  await until('signedOut');
  expect(connection.state.get()).toMatchObject({ failure: { kind: 'garbled' } });
  expect(asked).toHaveLength(1);
});

it('a renewal that lists the device no more is a lost connection, not silence', async () => {
  let contact = '';
  const { url } = await registrar((request) =>
    contact === '' ? accept(request) : answerTo(request, '200 OK', contact),
  );
  const { connection, losses, until } = user(false, url);
  await until('signedIn');
  contact = 'Contact: <sip:desk@x.invalid>;+sip.instance="<urn:uuid:1>"';
  connection.connectNow();
  await until('reconnecting');
  expect(losses.map(({ code }) => code)).toEqual(['Unbound']);
  contact = '';
  connection.connectNow();
  await until('signedIn');
});
