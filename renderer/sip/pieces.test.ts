import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';
import { failureOf, passesByItself, reported } from './failure.ts';
import { readIncoming } from './incoming.ts';
import { createNetworkQuality } from './networkQuality.ts';
import { createOutgoing, type Settled } from './outgoing.ts';
import { retryDelay } from './retryDelay.ts';
import type { OutgoingText, Sent } from './userAgent.ts';

describe('the wait before another attempt', () => {
  it('is a second at least, grows with each failure, and never passes half a minute', () => {
    expect(retryDelay(0, 0)).toBe(1000);
    expect(retryDelay(0, 1)).toBe(2000);
    expect(retryDelay(1, 1)).toBe(4000);
    expect(retryDelay(50, 1)).toBe(30_000);
    expect(retryDelay(50, 0)).toBe(1000);
  });
});

describe('a registrar’s refusal', () => {
  it.each([
    [401, 'credentials', false],
    [407, 'credentials', false],
    [403, 'refused', false],
    [404, 'refused', false],
    [302, 'server', true],
    [500, 'server', true],
    [503, 'server', true],
    [603, 'server', true],
  ])('of status %i is %s', (status, kind, passes) => {
    const failure = failureOf(status, true);
    expect(failure.kind).toBe(kind);
    expect(passesByItself(failure)).toBe(passes);
  });

  it('is reported with its status, where it has one', () => {
    expect(reported(failureOf(503, true))).toEqual({ cause: 'server', code: '503' });
    expect(reported(failureOf(401, true))).toEqual({ cause: 'credentials' });
    expect(reported(failureOf(407, false))).toEqual({ cause: 'challenge', code: '407' });
    expect(reported({ kind: 'notPool' })).toEqual({ cause: 'refused' });
  });
});

describe('an address', () => {
  it.each([
    'amosmarble@contoso.com',
    'SIP:AmosMarble@Contoso.com',
    ' sips:amosmarble@contoso.com ',
  ])('is read however it is written: %s', (text) => {
    expect(readAddress(text)).toEqual({ ok: true, value: 'amosmarble@contoso.com' });
  });

  it.each(['', 'amos', 'amos@', '@contoso.com', 'amos marble@contoso.com', 'a@b@c', 'amos@-.-'])(
    'is refused where SIP’s grammar has no such: %j',
    (text) => {
      expect(readAddress(text).ok).toBe(false);
    },
  );
});

describe('a MESSAGE that comes in', () => {
  const named = '0b8bb0f6-9c1c-4d6c-8b6e-1d4f3c2a1b00';
  const request = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
    body,
    from: { uri: { toString: () => 'sip:Briar@Contoso.com;transport=ws' } } as never,
    hasHeader: (name: string) => Object.hasOwn(headers, name),
    getHeader: (name: string) => headers[name] ?? '',
  });
  const read = (body: string, headers?: Readonly<Record<string, string>>) =>
    readIncoming(request(body, headers), () => 'a new id');

  it('has its sender’s address, its text and its id', () => {
    expect(
      read('Hello\n🙂', { 'Content-Type': 'Text/Plain;charset=UTF-8', 'Candor-Message-ID': named }),
    ).toEqual({ ok: true, value: { id: named, peer: 'briar@contoso.com', text: 'Hello\n🙂' } });
  });

  it.each([{}, { 'Candor-Message-ID': 'not a UUID' }])(
    'gets a new id where its client gave none that can be one: %j',
    (headers) => {
      expect(read('Hello', headers)).toMatchObject({ ok: true, value: { id: 'a new id' } });
    },
  );

  it.each([
    ['of a type that is no text', 'x', { 'Content-Type': 'application/im-iscomposing+xml' }, 415],
    ['longer than can be kept', 'x'.repeat(16_385), {}, 413],
    ['that says nothing', '', {}, 400],
  ])('is refused by status where it is one %s', (_what, body, headers, status) => {
    expect(read(body, headers as Readonly<Record<string, string>>)).toMatchObject({
      ok: false,
      status,
      peer: 'briar@contoso.com',
    });
  });

  it('is named no sender where its address is none', () => {
    const from = { uri: { toString: () => 'tel:+15551234' } } as never;
    const reading = readIncoming({ ...request('Hello'), from }, () => 'a new id');
    expect(reading).toMatchObject({ ok: false, status: 400, peer: null });
  });
});

describe('the network’s quality', () => {
  it('is unknown until measured, and then tells the last round trip and the jitter', () => {
    const { get, measured } = createNetworkQuality();
    expect(get()).toEqual({});
    measured(40);
    expect(get()).toEqual({ roundTrip: 40 });
    measured(56);
    expect(get()).toEqual({ roundTrip: 56, jitter: 16 });
    measured(56);
    expect(get()).toEqual({ roundTrip: 56, jitter: 15 });
  });
});

describe('what waits to be sent', () => {
  function desk() {
    const sending: { text: OutgoingText; answer: (sent: Sent) => void }[] = [];
    const settled: [string, Settled][] = [];
    const outgoing = createOutgoing({
      send: (text) =>
        new Promise((answer) => {
          sending.push({ text, answer });
        }),
      onSettled: ({ id }, how) => settled.push([id, how]),
    });
    const answer = async (sent: Sent) => {
      sending.shift()?.answer(sent);
      await new Promise((done) => setTimeout(done));
    };
    return { outgoing, sending, settled, answer };
  }
  const text = (id: string, peer = 'briar@contoso.com'): OutgoingText => ({ id, peer, text: id });
  const delivered: Sent = { result: 'delivered' };

  it('goes in order, the next only after the answer to the one before', async () => {
    const { outgoing, sending, settled, answer } = desk();
    outgoing.setConnected(true);
    for (const id of ['1', '2', '3']) outgoing.add(text(id));
    expect(sending.map((each) => each.text.id)).toEqual(['1']);
    await answer(delivered);
    expect(sending.map((each) => each.text.id)).toEqual(['2']);
    await answer({ result: 'failed', code: '404' });
    await answer(delivered);
    expect(settled).toEqual([
      ['1', { delivery: 'delivered' }],
      ['2', { delivery: 'failed', code: '404' }],
      ['3', { delivery: 'delivered' }],
    ]);
  });

  it('does not wait for what goes to somebody else', () => {
    const { outgoing, sending } = desk();
    outgoing.setConnected(true);
    outgoing.add(text('1'));
    outgoing.add(text('2', 'chris@contoso.com'));
    expect(sending).toHaveLength(2);
  });

  it('waits for a connection, and goes again under the same id if the connection broke', async () => {
    const { outgoing, sending, settled, answer } = desk();
    outgoing.add(text('1'));
    expect(sending).toEqual([]);
    outgoing.setConnected(true);
    outgoing.setConnected(false);
    await answer({ result: 'lost' });
    expect(sending).toEqual([]);
    outgoing.setConnected(true);
    expect(sending.map((each) => each.text.id)).toEqual(['1']);
    await answer(delivered);
    expect(settled).toEqual([['1', { delivery: 'delivered' }]]);
  });

  it('is not sent twice, however often it is added', async () => {
    const { outgoing, sending, answer } = desk();
    outgoing.setConnected(true);
    outgoing.add(text('1'));
    outgoing.add(text('1'));
    await answer(delivered);
    expect(sending).toEqual([]);
  });

  it('is forgotten on signing out, and what was under way settles nothing any more', async () => {
    const { outgoing, sending, settled, answer } = desk();
    outgoing.setConnected(true);
    outgoing.add(text('1'));
    outgoing.add(text('2'));
    outgoing.clear();
    await answer(delivered);
    expect(settled).toEqual([]);
    expect(sending).toEqual([]);
  });
});
