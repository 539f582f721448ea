import { describe, expect, it } from 'vitest';
import { createOutgoing, type Settled } from './outgoing.ts';
import type { OutgoingText, Sent } from './userAgent.ts';

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

  it('is not sent any more once it was dropped, and what comes later is', async () => {
    const { outgoing, sending, settled, answer } = desk();
    outgoing.setConnected(true);
    for (const id of ['1', '2']) outgoing.add(text(id));
    outgoing.drop('briar@contoso.com');
    outgoing.add(text('3'));
    await answer(delivered);
    expect(sending.map((each) => each.text.id)).toEqual(['3']);
    await answer(delivered);
    expect(settled).toEqual([['3', { delivery: 'delivered' }]]);
    for (const peer of ['briar@contoso.com', 'chris@contoso.com']) outgoing.add(text(peer, peer));
    outgoing.drop(null);
    await answer({ result: 'lost' });
    await answer({ result: 'lost' });
    outgoing.setConnected(true);
    expect(sending).toEqual([]);
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
