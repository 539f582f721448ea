import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { withAccount } from './accounts/poolData.ts';
import { askAs } from './testing/askAs.ts';
import { requestLines, signIn } from './testing/dialog.ts';
import { createPhone, createRawPhone, type Phone } from './testing/phone.ts';
import { passwords, startPool, type TestPool } from './testing/startPool.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
const carol = 'carol@fabrikam.com';

let pool: TestPool;
const phones: Phone[] = [];

beforeEach(async () => {
  pool = await startPool();
});
afterEach(async () => {
  for (const phone of phones.splice(0)) phone.stop();
  await pool.remove();
});

async function phoneOf(address: keyof typeof passwords, password: string = passwords[address]) {
  const phone = createPhone({ url: pool.wsUrl, address, password });
  phones.push(phone);
  await phone.registered();
  return phone;
}

async function raw(address: keyof typeof passwords) {
  const phone = await createRawPhone(pool.wsUrl);
  const contact = await signIn(phone, address, passwords[address]);
  return { ...phone, contact, address };
}

describe('people sign in and write', () => {
  test('a message arrives at the other person, and in the other organisation', async () => {
    const [from, to, far] = [await phoneOf(alice), await phoneOf(bob), await phoneOf(carol)];
    expect(await from.send(bob, 'Good morning, Bob 👋')).toBe(200);
    expect(await from.send(carol, 'line one\r\nline two')).toBe(200);
    expect(to.received).toEqual([{ from: alice, text: 'Good morning, Bob 👋' }]);
    expect(far.received).toEqual([{ from: alice, text: 'line one\r\nline two' }]);
  });

  test('who is not signed in is told of as absent, who does not exist as unknown', async () => {
    const from = await phoneOf(alice);
    expect(await from.send(bob, 'there?')).toBe(480);
    expect(await from.send('nobody@contoso.com', 'there?')).toBe(404);
    expect(await from.send('someone@elsewhere.example', 'there?')).toBe(404);
  });

  test('a wrong password, and an unknown account, get the same refusal', async () => {
    for (const address of [alice, 'mallory@contoso.com']) {
      const phone = createPhone({ url: pool.wsUrl, address, password: 'guess' });
      phones.push(phone);
      await expect(phone.registered()).rejects.toThrow('Authentication Error');
    }
  });

  test('after ten wrong passwords, even the right one waits a minute', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const phone = createPhone({ url: pool.wsUrl, address: alice, password: `guess ${attempt}` });
      phones.push(phone);
      await expect(phone.registered()).rejects.toThrow();
    }
    await expect(phoneOf(alice)).rejects.toThrow();
    await phoneOf(bob);
  });

  test('a message reaches every device of a person', async () => {
    const from = await phoneOf(alice);
    const [desk, pocket] = [await phoneOf(bob), await phoneOf(bob)];
    expect(await from.send(bob, 'to both')).toBe(200);
    await vi.waitFor(
      () => {
        expect([desk.received.length, pocket.received.length]).toEqual([1, 1]);
      },
      { timeout: 20_000 },
    );
  });

  test('a device whose connection ends is gone at once', async () => {
    const from = await phoneOf(alice);
    const to = await raw(bob);
    to.socket.terminate();
    await vi.waitFor(
      async () => {
        expect(await from.send(bob, 'there?')).toBe(480);
      },
      { timeout: 20_000 },
    );
  });
});

describe('no one speaks for another', () => {
  test('a message in another’s name is refused', async () => {
    const phone = await raw(alice);
    phone.say(
      requestLines({
        method: 'MESSAGE',
        uri: `sip:${bob}`,
        to: `<sip:${bob}>`,
        from: `<sip:${carol}>;tag=x`,
        branch: 'm1',
        callId: 'm1',
        cseq: 1,
      }),
      'forged',
    );
    expect(await phone.receive('SIP/2.0 4')).toMatch(/^SIP\/2\.0 403/);
  });

  test('a message of someone who is not signed in is asked for the password', async () => {
    const phone = await createRawPhone(pool.wsUrl);
    phone.say(
      requestLines({
        method: 'MESSAGE',
        uri: `sip:${bob}`,
        to: `<sip:${bob}>`,
        from: `<sip:${alice}>;tag=x`,
        branch: 'm1',
        callId: 'm1',
        cseq: 1,
      }),
      'hello',
    );
    expect(await phone.receive('SIP/2.0 4')).toMatch(/^SIP\/2\.0 407/);
  });

  test('an answer that was not asked for goes nowhere', async () => {
    const [from, stranger] = [await raw(alice), await raw(bob)];
    stranger.say([
      'SIP/2.0 200 OK',
      'Via: SIP/2.0/WS pool.invalid;branch=z9hG4bKguess',
      'Via: SIP/2.0/WS client.invalid;branch=z9hG4bKregalice2',
      `From: <sip:${alice}>;tag=f`,
      `To: <sip:${alice}>;tag=t`,
      'Call-ID: reg-alice',
      'CSeq: 2 REGISTER',
    ]);
    stranger.say(
      requestLines({
        method: 'OPTIONS',
        uri: `sip:${bob}`,
        to: `<sip:${bob}>`,
        from: `<sip:${bob}>;tag=x`,
        branch: 'o',
        callId: 'o',
        cseq: 1,
      }),
    );
    await stranger.receive('OPTIONS');
    expect(from.heard).toEqual([]);
  });

  test('an authorisation heard once is worth nothing', async () => {
    const phone = await createRawPhone(pool.wsUrl);
    let sent = '';
    const spied = {
      ...phone,
      say: (lines: readonly string[]) => {
        sent = lines.join('\r\n');
        phone.say(lines);
      },
    };
    await signIn(spied, alice, passwords[alice]);
    const thief = await createRawPhone(pool.wsUrl);
    thief.say(sent.split('\r\n'));
    expect(await thief.receive('SIP/2.0 401')).toContain('stale=true');
  });
});

describe('calls pass through', () => {
  const routesOf = (text: string) =>
    [...text.matchAll(/^record-route: (.*)\r$/gim)].map(([, route]) => `Route: ${route}`);
  const invite = (from: string, to: string, branch = 'i1') =>
    requestLines({
      method: 'INVITE',
      uri: `sip:${to}`,
      from: `<sip:${from}>;tag=a`,
      to: `<sip:${to}>`,
      branch,
      callId: branch,
      cseq: 1,
      more: [`Contact: <sip:caller@caller.invalid;transport=ws>`],
    });
  const answerTo = (request: string, status: string, contact: string, tag = 'b') => [
    `SIP/2.0 ${status}`,
    ...request.split('\r\n').filter((line) => /^(via|from|call-id|cseq|record-route):/i.test(line)),
    `${/^to: .*$/im.exec(request)?.[0] ?? ''};tag=${tag}`,
    `Contact: <${contact}>`,
  ];

  test('ringing, answer, acknowledgement and hanging up reach the other side', async () => {
    const [caller, callee] = [await raw(alice), await raw(bob)];
    caller.say(invite(alice, bob), 'v=0');
    await caller.receive('SIP/2.0 100');
    const ringing = await callee.receive(`INVITE ${callee.contact}`);
    expect(ringing).toMatch(/record-route: <sip:[^<>]*@pool\.invalid/i);
    expect(ringing).toMatch(/max-forwards: 69/i);
    callee.say(answerTo(ringing, '180 Ringing', callee.contact));
    await caller.receive('SIP/2.0 180');
    callee.say(answerTo(ringing, '200 OK', callee.contact));
    const ok = await caller.receive('SIP/2.0 200');
    expect(ok.match(/^via:/gim)).toHaveLength(1);
    const [route = ''] = routesOf(ok);
    const inDialog = {
      uri: callee.contact,
      from: `<sip:${alice}>;tag=a`,
      to: `<sip:${bob}>;tag=b`,
    };
    caller.say(
      requestLines({
        method: 'ACK',
        ...inDialog,
        branch: 'ack',
        callId: 'i1',
        cseq: 1,
        more: [route],
      }),
    );
    expect(await callee.receive('ACK')).not.toMatch(/^route:/im);
    caller.say(
      requestLines({
        method: 'BYE',
        ...inDialog,
        branch: 'bye',
        callId: 'i1',
        cseq: 2,
        more: [route],
      }),
    );
    callee.say(answerTo(await callee.receive('BYE'), '200 OK', callee.contact));
    await caller.receive('SIP/2.0 200');
  });

  test('a caller who gives up stops the ringing', async () => {
    const [caller, callee] = [await raw(alice), await raw(bob)];
    caller.say(invite(alice, bob));
    const ringing = await callee.receive('INVITE');
    caller.say(invite(alice, bob).map((line) => line.replace(/^INVITE|INVITE$/, 'CANCEL')));
    await caller.receive('SIP/2.0 200');
    await callee.receive('CANCEL');
    callee.say(answerTo(ringing, '487 Request Terminated', callee.contact));
    await caller.receive('SIP/2.0 487');
    await callee.receive('ACK');
  });

  test('the first device that answers stops the others', async () => {
    const [caller, desk] = [await raw(alice), await raw(bob)];
    const pocket = await phoneOf(bob);
    caller.say(invite(alice, bob));
    const ringing = await desk.receive('INVITE');
    desk.say(answerTo(ringing, '200 OK', desk.contact));
    await caller.receive('SIP/2.0 200');
    expect(pocket.received).toEqual([]);
  });

  test('a device that vanishes while it rings ends the call', async () => {
    const [caller, callee] = [await raw(alice), await raw(bob)];
    caller.say(invite(alice, bob));
    await callee.receive('INVITE');
    callee.socket.terminate();
    await caller.receive('SIP/2.0 430');
  });
});

describe('the organisation’s word', () => {
  const ask = (
    account: string,
    password: string,
    { etag, wait }: { etag?: string; wait?: number } = {},
  ) =>
    askAs(
      account,
      password,
      `${pool.url}/v1/provisioning?account=${encodeURIComponent(account)}${wait ? `&wait=${wait}` : ''}`,
      etag === undefined ? {} : { headers: { 'if-none-match': etag } },
    );

  test('is told to those who prove who they are', async () => {
    expect((await ask(alice, 'guess')).status).toBe(401);
    const answer = await ask(alice, passwords[alice]);
    expect(await answer.json()).toEqual({
      organisation: 'contoso.com',
      displayName: 'Contoso',
      account: { address: alice, displayName: 'alice' },
      policy: {},
    });
  });

  test('is told at once when it changes, to who waits for it', async () => {
    const etag = (await ask(alice, passwords[alice])).headers.get('etag') ?? '';
    const waiting = ask(alice, passwords[alice], { etag, wait: 30 });
    pool.change((data) => ({
      ...data,
      organisations: {
        ...data.organisations,
        'contoso.com': { displayName: 'Contoso', policy: { DisableAutomaticSendTracing: true } },
      },
    }));
    expect(await (await waiting).json()).toMatchObject({
      policy: { DisableAutomaticSendTracing: true },
    });
  });

  test('is not told again to who knows it', async () => {
    const etag = (await ask(alice, passwords[alice])).headers.get('etag') ?? '';
    expect((await ask(alice, passwords[alice], { etag, wait: 1 })).status).toBe(304);
  });
});

describe('pool.json', () => {
  const file = () => join(pool.folder, 'pool', 'pool.json');

  test('is its owner’s alone, and holds no password', () => {
    expect(statSync(file()).mode & 0o077).toBe(0);
    for (const password of Object.values(passwords))
      expect(readFileSync(file(), 'utf8')).not.toContain(password);
  });

  test('takes effect when it is changed by hand', async () => {
    const from = await phoneOf(alice);
    writeFileSync(file(), readFileSync(file(), 'utf8').replaceAll('carol@', 'dora@'));
    await vi.waitFor(
      async () => {
        expect(await from.send('dora@fabrikam.com', 'new here?')).toBe(480);
      },
      { timeout: 20_000 },
    );
  });

  test('that takes an account away, or gives it another password, ends its connections and no other', async () => {
    const [one, other, far] = [await raw(alice), await raw(bob), await raw(carol)];
    const ends = [one, other].map(
      ({ socket }) => new Promise((resolve) => socket.once('close', resolve)),
    );
    pool.change((data) => {
      const { [alice]: removed, ...accounts } = data.accounts;
      expect(removed).toBeDefined();
      return withAccount({ ...data, accounts }, bob, { displayName: 'Bob', password: 'another' });
    });
    expect(await Promise.all(ends)).toEqual([1008, 1008]);
    far.sayText('\r\n\r\n');
    await far.receive('\r\n');
  });

  test('that can’t be understood leaves people as they were, and the log says so', async () => {
    writeFileSync(file(), '{');
    await vi.waitFor(
      () => {
        expect(pool.log.join()).toContain('not valid JSON');
      },
      { timeout: 20_000 },
    );
    await phoneOf(alice);
  });
});

describe('bad input', () => {
  test('what is no SIP is passed over, and the connection goes on', async () => {
    const phone = await raw(alice);
    for (const text of ['', '\r\n', 'GET / HTTP/1.1\r\n\r\n', 'INVITE\r\n\r\n', '\0'.repeat(100)])
      phone.sayText(text);
    phone.sayText('\r\n\r\n');
    await phone.receive('\r\n');
  });

  test('a frame beyond the limit ends its connection, and no other', async () => {
    const [phone, other] = [await raw(alice), await raw(bob)];
    const closed = new Promise((resolve) => phone.socket.once('close', resolve));
    phone.sayText('x'.repeat(200_000));
    expect(await closed).toBe(1009);
    other.sayText('\r\n\r\n');
    await other.receive('\r\n');
  });

  test('a body beyond the limit, too many hops and a loop are refused', async () => {
    const phone = await raw(alice);
    const message = {
      method: 'MESSAGE',
      uri: `sip:${bob}`,
      from: `<sip:${alice}>;tag=x`,
      to: `<sip:${bob}>`,
      callId: 'm',
      cseq: 1,
    };
    phone.say(requestLines({ ...message, branch: 'large' }), 'x'.repeat(70_000));
    await phone.receive('SIP/2.0 513');
    phone.say(
      requestLines({ ...message, branch: 'hops' }).map((line) => line.replace(': 70', ': 0')),
    );
    await phone.receive('SIP/2.0 483');
    phone.say(
      requestLines({
        ...message,
        branch: 'loop',
        more: ['Via: SIP/2.0/WS pool.invalid;branch=z9hG4bKold'],
      }),
    );
    await phone.receive('SIP/2.0 482');
  });

  test('a connection with a thousand requests under way may not ask for more', async () => {
    const [phone] = [await raw(alice), await raw(bob)];
    for (let index = 0; index <= 1000; index += 1)
      phone.say(
        requestLines({
          method: 'MESSAGE',
          uri: `sip:${bob}`,
          to: `<sip:${bob}>`,
          cseq: 1,
          from: `<sip:${alice}>;tag=x`,
          branch: `flood${index}`,
          callId: `flood${index}`,
        }),
        'to a device that never answers',
      );
    expect(await phone.receive('SIP/2.0 503')).toContain('z9hG4bKflood1000');
  });

  test('a connection that speaks too fast is ended', async () => {
    await pool.remove();
    pool = await startPool({ limits: { burst: 50, perSecond: 1 } });
    const phone = await raw(alice);
    const closed = new Promise((resolve) => phone.socket.once('close', resolve));
    for (let time = 0; time < 100; time += 1) phone.sayText('x');
    expect(await closed).toBe(1008);
  });

  test('a WebSocket that does not speak SIP is not taken', async () => {
    const refused = await fetch(pool.url, { headers: { connection: 'upgrade' } }).catch(() => null);
    expect(refused?.status ?? 404).toBe(404);
  });
});
