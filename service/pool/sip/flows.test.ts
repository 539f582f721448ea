import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withAccount } from '../accounts/poolData.ts';
import { answerLines, register, requestLines, signIn } from '../testing/dialog.ts';
import { createRawPhone, type RawPhone } from '../testing/phone.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
const carol = 'carol@fabrikam.com';
const mallory = 'mallory@contoso.com';
const known = { ...passwords, [mallory]: 'mallory’s own' };
type Address = keyof typeof known;

let pool: TestPool;
const phones: RawPhone[] = [];

beforeEach(async () => {
  pool = await startPool();
  pool.change((data) =>
    withAccount(data, mallory, { displayName: 'Mallory', password: known[mallory] }),
  );
});
afterEach(async () => {
  for (const { socket } of phones.splice(0)) socket.terminate();
  await pool.remove();
});

async function raw(address: Address, contact?: string) {
  const phone = await createRawPhone(pool.wsUrl);
  phones.push(phone);
  return { ...phone, contact: await signIn(phone, address, known[address], contact), address };
}

let branches = 0;
const request = (
  method: string,
  { from, to, ...more }: { from: string; to: string } & Partial<Parameters<typeof requestLines>[0]>,
) => {
  branches += 1;
  return requestLines({
    method,
    uri: `sip:${to}`,
    from: `<sip:${from}>;tag=a`,
    to: `<sip:${to}>`,
    cseq: 1,
    branch: `b${branches}`,
    callId: `c${branches}`,
    ...more,
  });
};

/** What a phone has been sent so far: everything on its way has arrived once its keep-alive is answered. */
async function allHeardBy(phone: RawPhone): Promise<readonly string[]> {
  phone.sayText('\r\n\r\n');
  await phone.receive('\r\n');
  return phone.heard;
}

const requestsHeardBy = async (phone: RawPhone) =>
  (await allHeardBy(phone)).filter((text) => !text.startsWith('SIP/2.0'));

const routesOf = (text: string) =>
  text
    .split('\r\n')
    .filter((line) => /^record-route:/i.test(line))
    .map((line) => line.replace(/^record-route/i, 'Route'));

/** A call from Alice to Bob that both have agreed on. */
async function call(caller: RawPhone, callee: RawPhone & { readonly contact: string }) {
  const lines = request('INVITE', {
    from: alice,
    to: bob,
    callId: 'talk',
    more: ['Contact: <sip:alice-device@alice.invalid;transport=ws>'],
  });
  caller.say(lines);
  const ringing = await callee.receive('INVITE');
  callee.say(answerLines(ringing, '200 OK', [`Contact: <${callee.contact}>`]));
  const ok = await caller.receive('SIP/2.0 200');
  const inCall = {
    callId: 'talk',
    uri: callee.contact,
    from: `<sip:${alice}>;tag=a`,
    to: `<sip:${bob}>;tag=b`,
  };
  const routes = { caller: routesOf(ok), callee: routesOf(ringing) };
  caller.say(
    requestLines({ method: 'ACK', ...inCall, branch: 'ack', cseq: 1, more: routes.caller }),
  );
  await callee.receive('ACK');
  return { inCall, routes };
}

describe('a Contact is a place of its device’s own, never an address of the pool’s', () => {
  test.each([
    'sip:bob@contoso.com',
    'sip:bob@contoso.com;transport=ws',
    'sip:BOB@Contoso.com',
    'sip:%62ob@contoso.com',
    'sips:bob@contoso.com',
    'sip:bob@contoso.com:5060',
    'sip:bob:x@contoso.com',
    'sip:bob-device@bob.invalid;transport=ws',
  ])('registering %s takes nothing from Bob', async (contact) => {
    const [from, to, far] = [await raw(alice), await raw(bob), await raw(carol)];
    const attacker = await raw(mallory, contact);
    for (const sender of [from, far]) {
      sender.say(request('MESSAGE', { from: sender.address, to: bob }), 'for Bob alone');
      to.say(answerLines(await to.receive('MESSAGE'), '200 OK'));
      await sender.receive('SIP/2.0 200');
      const contactLine = `Contact: <${sender.contact}>`;
      sender.say(request('INVITE', { from: sender.address, to: bob, more: [contactLine] }));
      to.say(answerLines(await to.receive('INVITE'), '486 Busy Here'));
      await sender.receive('SIP/2.0 486');
    }
    expect(await requestsHeardBy(attacker)).toEqual([]);
    // Nor is the place anyone's address.
    from.say(request('MESSAGE', { from: alice, to: mallory }), 'for Mallory');
    expect(await attacker.receive('MESSAGE')).toContain('for Mallory');
  });

  test('a device’s Contact as a request’s URI leads nowhere', async () => {
    const [from, to] = [await raw(mallory), await raw(bob)];
    from.say(request('MESSAGE', { from: mallory, to: bob, uri: to.contact }), 'hello');
    await from.receive('SIP/2.0 404');
    expect(await requestsHeardBy(to)).toEqual([]);
  });

  test('two accounts may have the same Contact; each hears what is for it', async () => {
    const same = 'sip:desk@nat.invalid;transport=ws';
    const [from, to, other] = [await raw(alice), await raw(bob, same), await raw(carol, same)];
    from.say(request('MESSAGE', { from: alice, to: bob }), 'one');
    from.say(request('MESSAGE', { from: alice, to: carol }), 'two');
    expect(await to.receive('MESSAGE')).toContain('one');
    expect(await other.receive('MESSAGE')).toContain('two');
    expect([await requestsHeardBy(to), await requestsHeardBy(other)]).toEqual([[], []]);
  });

  test('whoever registers whatever, every request arrives at flows of its address alone', async () => {
    const people: readonly Address[] = [alice, bob, carol, mallory];
    const person = fc.constantFrom(...people);
    const device = fc.constantFrom(...people.map((one) => one.split('@')[0] ?? ''));
    const place = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('sip', 'sips', 'SIP'),
          person,
          fc.constantFrom('', ';transport=ws', ';lr', ':5060'),
        )
        .map(([scheme, address, end]) => `${scheme}:${address}${end}`),
      device.map((name) => `sip:${name}-device@${name}.invalid;transport=ws`),
      device.map((name) => `sip:%${name.charCodeAt(0).toString(16)}${name.slice(1)}@contoso.com`),
      fc.constantFrom('sip:pool.invalid;lr', 'sip:contoso.com', 'sip:bob@[::1]', 'sip:127.0.0.1'),
    );
    const registration = fc.record({
      person,
      contacts: fc.array(place, { minLength: 1, maxLength: 3 }),
    });
    const message = fc.record({
      from: person,
      to: person,
      method: fc.constantFrom('MESSAGE', 'INVITE', 'OPTIONS'),
      route: fc.option(place),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(registration, { minLength: 1, maxLength: 8 }),
        fc.array(message, { minLength: 1, maxLength: 6 }),
        async (registrations, messages) => {
          const devices: (RawPhone & { address: Address })[] = [];
          for (const { person: address, contacts } of registrations) {
            const phone = await createRawPhone(pool.wsUrl);
            const lines = [
              `Contact: ${contacts.map((one) => `<${one}>`).join(', ')}`,
              'Expires: 600',
            ];
            expect(await register(phone, address, known[address], lines)).toContain('SIP/2.0 200');
            devices.push({ ...phone, address });
          }
          for (const { from, to, method, route } of messages) {
            const sender = devices.find(({ address }) => address === from);
            const more = [
              `Contact: <sip:${to}>`,
              `X-For: ${to}`,
              ...(route === null ? [] : [`Route: <${route}>`]),
            ];
            sender?.say(request(method, { from, to, more }));
            // Each is heard before the next, so that a failure is reported by the right one.
            if (sender) await allHeardBy(sender);
          }
          for (const phone of devices)
            for (const text of await requestsHeardBy(phone))
              expect(/^X-For: (.*)\r$/im.exec(text)?.[1]).toBe(phone.address);
          for (const phone of devices) phone.socket.terminate();
        },
      ),
      { numRuns: 40, interruptAfterTimeLimit: 20_000, endOnFailure: true },
    );
  }, 60_000);
});

describe('a dialog is its two parties’ own', () => {
  test('both may speak in it, also from a connection that is new', async () => {
    const [caller, callee] = [await raw(alice), await raw(bob)];
    const { inCall, routes } = await call(caller, callee);
    const info = { ...inCall, branch: 'info', cseq: 2 };
    caller.say(requestLines({ method: 'INFO', ...info, more: routes.caller }));
    callee.say(answerLines(await callee.receive('INFO'), '200 OK'));
    await caller.receive('SIP/2.0 200');
    callee.say(
      requestLines({
        method: 'INFO',
        ...info,
        uri: 'sip:alice-device@alice.invalid;transport=ws',
        from: inCall.to,
        to: inCall.from,
        more: routes.callee,
      }),
    );
    expect(await caller.receive('INFO')).not.toMatch(/^route:/im);
    callee.socket.terminate();
    const again = await raw(bob);
    caller.say(
      requestLines({ method: 'BYE', ...inCall, branch: 'bye', cseq: 3, more: routes.caller }),
    );
    again.say(answerLines(await again.receive('BYE'), '200 OK'));
    await caller.receive('SIP/2.0 200');
  });

  test('a stranger who knows Call-ID, tags, contacts and routes reaches neither', async () => {
    const [caller, callee, stranger] = [await raw(alice), await raw(bob), await raw(mallory)];
    const { inCall, routes } = await call(caller, callee);
    const mine = `<sip:${mallory}>;tag=a`;
    for (const [index, [from, more]] of (
      [
        [mine, []],
        [mine, ['Route: <sip:pool.invalid;transport=ws;lr>']],
        [mine, routes.caller],
        [mine, routes.callee],
        [inCall.from, routes.caller],
      ] as const
    ).entries())
      for (const uri of [callee.contact, `sip:${bob}`])
        for (const method of ['BYE', 'INFO', 'INVITE', 'UPDATE', 'MESSAGE', 'ACK']) {
          const branch = `s${index}${method}${uri.length}`;
          const contact = `Contact: <${stranger.contact}>`;
          stranger.say(
            requestLines({
              method,
              ...inCall,
              uri,
              from,
              branch,
              cseq: 7,
              more: [...more, contact],
            }),
          );
          if (method !== 'ACK')
            expect(await stranger.receive('SIP/2.0')).toMatch(/^SIP\/2\.0 4(03|81)/);
        }
    stranger.say(
      request('INVITE', {
        from: mallory,
        to: bob,
        more: [`Contact: <${stranger.contact}>`, 'Replaces: talk;to-tag=b;from-tag=a'],
      }),
    );
    expect(await stranger.receive('SIP/2.0 4')).toMatch(/^SIP\/2\.0 4(03|81)/);
    for (const phone of [caller, callee]) expect(await requestsHeardBy(phone)).toEqual([]);
  });

  test('a stranger’s CANCEL, with the very branch, stops no ringing', async () => {
    const [caller, callee, stranger] = [await raw(alice), await raw(bob), await raw(mallory)];
    const invite = request('INVITE', {
      from: alice,
      to: bob,
      branch: 'ring',
      more: [`Contact: <${caller.contact}>`],
    });
    caller.say(invite);
    const ringing = await callee.receive('INVITE');
    const downstream = ringing.split('\r\n').filter((line) => /^via:/i.test(line));
    for (const vias of [[], downstream.slice(0, 1), downstream]) {
      const lines = invite.map((line) => line.replace(/^INVITE|INVITE$/, 'CANCEL'));
      stranger.say(vias.length === 0 ? lines : [lines[0]!, ...vias, ...lines.slice(2)]);
      await stranger.receive('SIP/2.0 48');
    }
    expect(await requestsHeardBy(callee)).toEqual([]);
  });
});

describe('an answer goes back to whom the request came from', () => {
  test('whatever a device writes into it', async () => {
    const [from, to, other] = [await raw(alice), await raw(bob), await raw(mallory)];
    from.say(
      request('MESSAGE', { from: alice, to: bob, branch: 'mine', callId: 'mine' }).map((line) =>
        line.startsWith('Via')
          ? `${line};received=127.0.0.1, SIP/2.0/WS evil.invalid;branch=z9hG4bKx`
          : line,
      ),
      'x',
    );
    const heard = await to.receive('MESSAGE');
    const [via = ''] = heard.split('\r\n').filter((line) => /^via:/i.test(line));
    to.say([
      'SIP/2.0 200 OK',
      via,
      'Via: SIP/2.0/WS elsewhere.invalid;branch=z9hG4bKother',
      `From: <sip:${mallory}>;tag=q`,
      `To: <sip:${mallory}>;tag=w`,
      'Call-ID: other',
      'CSeq: 1 MESSAGE',
    ]);
    const answer = await from.receive('SIP/2.0 200');
    expect(answer).toContain('branch=z9hG4bKmine');
    expect(answer).toContain('evil.invalid');
    expect(answer).not.toContain('z9hG4bKother');
    expect(answer).toMatch(/^call-id: mine\r$/im);
    expect(answer).toMatch(/^from: <sip:alice@contoso\.com>;tag=a\r$/im);
    expect(await allHeardBy(other)).toEqual([]);
  });

  test('a device can’t ask the caller for a password, nor hears one that was meant for the pool', async () => {
    const [from, to] = [await raw(alice), await raw(mallory)];
    const challenge = 'Digest realm="contoso.com", nonce="n", algorithm=MD5, qop="auth"';
    const secret = 'Digest username="alice", realm="contoso.com", nonce="n", response="0"';
    for (const status of ['401 Unauthorized', '407 Proxy Authentication Required']) {
      from.say(
        request('MESSAGE', {
          from: alice,
          to: mallory,
          more: [`Authorization: ${secret}`, `Proxy-Authorization: ${secret}`],
        }),
      );
      const heard = await to.receive('MESSAGE');
      expect(heard).not.toContain('Digest');
      const more = [`WWW-Authenticate: ${challenge}`, `Proxy-Authenticate: ${challenge}`];
      to.say(answerLines(heard, status, more));
      const answer = await from.receive('SIP/2.0');
      expect(answer).toMatch(/^SIP\/2\.0 403/);
      expect(answer).not.toContain('Digest');
    }
  });
});

describe('who speaks is whom the pool knows', () => {
  test.each([
    ['two From headers', ['From: <sip:alice@contoso.com>;tag=z']],
    ['two From headers, one short', ['f: <sip:alice@contoso.com>;tag=z']],
    ['two To headers', ['t: <sip:alice@contoso.com>']],
    ['two Call-IDs', ['i: other']],
    ['two CSeqs', ['CSeq: 2 MESSAGE']],
  ])('%s: refused, for others might read the other one', async (_, more) => {
    const [from, to] = [await raw(mallory), await raw(bob)];
    from.say(request('MESSAGE', { from: mallory, to: bob, more }), 'x');
    await from.receive('SIP/2.0 400');
    expect(await requestsHeardBy(to)).toEqual([]);
  });

  test('an asserted identity of a device’s own making goes no further', async () => {
    const [from, to] = [await raw(mallory), await raw(bob)];
    const names = ['P-Asserted-Identity', 'P-Preferred-Identity', 'Remote-Party-ID'];
    from.say(
      request('MESSAGE', {
        from: mallory,
        to: bob,
        more: names.map((name) => `${name}: <sip:${alice}>`),
      }),
    );
    expect(await to.receive('MESSAGE')).not.toContain(alice);
  });

  test.each([
    `<sip:${alice}>;tag=a`,
    `"${mallory}" <sip:${alice}>;tag=a`,
    `sip:${alice};tag=a`,
    `<sip:%61lice@contoso.com>;tag=a`,
    `<sips:ALICE@contoso.com:5061>;tag=a`,
    '<tel:+15551234>;tag=a',
    '<sip:contoso.com>;tag=a',
    `<sip:mallory%40contoso.com@fabrikam.com>;tag=a`,
  ])('From: %s is not Mallory', async (from) => {
    const [phone, to] = [await raw(mallory), await raw(bob)];
    phone.say(
      request('MESSAGE', { to: bob, from }).map((line) =>
        line.startsWith('From:') ? `From: ${from}` : line,
      ),
    );
    await phone.receive('SIP/2.0 403');
    expect(await requestsHeardBy(to)).toEqual([]);
  });
});
