import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requestLines, signIn } from '../testing/dialog.ts';
import { createRawPhone, type RawPhone } from '../testing/phone.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';
import { parseSip } from './sipParser.ts';

/** Characters of one header, and how many such headers the bounds of a head let in. */
const LONG = 8000;
const LINES = 3;
/** An answer has no more characters than a few requests. */
const MOST_ANSWERED = 20_000;

const alice = 'alice@contoso.com';
const values = ['', 'a', 'SIP/2.0/UDP a', 'SIP/2.0/UDP [::1];b', '<sip:a;lr>', 'sip:a@b', '*'];
const flood = (value: string): string => `${value},`.repeat(LONG / (value.length + 1));

describe('thousands of values in a header are not read', () => {
  let pool: TestPool;
  let phone: RawPhone;
  beforeEach(async () => {
    pool = await startPool();
    phone = await createRawPhone(pool.wsUrl);
    await signIn(phone, alice, passwords[alice]);
  });
  afterEach(async () => {
    phone.socket.terminate();
    await pool.remove();
  });

  test.each(values)('each %j', async (value) => {
    for (const name of ['Via', 'v', 'Route', 'Record-Route', 'Contact', 'm'])
      for (const method of ['MESSAGE', 'INVITE', 'REGISTER', 'BYE']) {
        phone.heard.length = 0;
        phone.say(
          requestLines({
            method,
            uri: `sip:${method === 'REGISTER' ? 'contoso.com' : alice}`,
            from: `<sip:${alice}>;tag=f`,
            to: `<sip:${alice}>`,
            branch: `${name}${method}`,
            callId: method,
            cseq: 1,
            more: Array<string>(LINES).fill(`${name}: ${flood(value)}`),
          }),
        );
        const answer = await phone.receive('SIP/2.0 ');
        // Whether somebody may register is checked before where.
        const statuses = name === 'Via' || name === 'v' ? [483] : [400, 401];
        expect(statuses).toContain(Number(answer.split(' ')[1]));
        expect(answer.length).toBeLessThan(MOST_ANSWERED);
      }
  });

  test('an answer with them goes nowhere, and the connection goes on', async () => {
    const lines = requestLines({
      method: 'MESSAGE',
      uri: `sip:${alice}`,
      from: `<sip:${alice}>;tag=f`,
      to: `<sip:${alice}>`,
      branch: 'x',
      callId: 'x',
      cseq: 1,
      more: [`Via: ${flood('SIP/2.0/UDP a')}`],
    });
    phone.say(['SIP/2.0 200 OK', ...lines.slice(1)]);
    phone.sayText('\r\n\r\n');
    await phone.receive('\r\n');
  });
});

test('what has gone over 70 hops at most is read, and nothing that has gone over more', () => {
  const of = (value: string) =>
    fc.integer({ min: 1, max: 50 }).map((count) => Array<string>(count).fill(value));
  const via = fc.array(of('SIP/2.0/WS a.invalid;branch=z9hG4bKx'), { minLength: 1, maxLength: 4 });
  const routes = fc.array(of('<sip:a.invalid;lr>'), { maxLength: 4 });
  const count = (lines: readonly (readonly string[])[]) => lines.flat().length;
  fc.assert(
    fc.property(via, routes, routes, fc.boolean(), (vias, route, recorded, isRequest) => {
      const lines = (name: string, lists: readonly (readonly string[])[]) =>
        lists.map((list) => `${name}: ${list.join(', ')}`);
      const text = [
        isRequest ? 'MESSAGE sip:a@b.c SIP/2.0' : 'SIP/2.0 200 OK',
        ...lines('Via', vias),
        ...lines('Route', route),
        ...lines('Record-Route', recorded),
        'From: <sip:a@b.c>;tag=f',
        'To: <sip:a@b.c>',
        'Call-ID: c',
        'CSeq: 1 MESSAGE',
        '\r\n',
      ].join('\r\n');
      const isShort = [vias, route, recorded].every((list) => count(list) <= 70);
      expect(parseSip(text).ok).toBe(isShort);
    }),
    { numRuns: 300 },
  );
});
