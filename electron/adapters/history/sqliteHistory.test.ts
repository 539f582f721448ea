import { randomUUID } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { NewMessage } from '../../core/conversations/history.ts';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { createSqliteHistory } from './sqliteHistory.ts';

const peer = 'bob@contoso.com';

function openHistory(folder = temporaryFolder()) {
  const file = join(folder, 'conversations', 'one.db');
  const setAside: string[] = [];
  const onSetAside = (name: string) => void setAside.push(name);
  return {
    history: createSqliteHistory({ file, now: () => 1, onSetAside }),
    file,
    folder,
    setAside,
  };
}

const message = (more: Partial<NewMessage> = {}): NewMessage => ({
  id: randomUUID(),
  peer,
  text: 'hello',
  at: '2026-11-25T10:00:00.000Z',
  delivery: 'received' as const,
  ...more,
});

describe('the history', () => {
  test('keeps a message, once', () => {
    const { history } = openHistory();
    const one = message();
    expect(history.add(one)).toMatchObject({ ...one, place: 1 });
    expect(history.add(one)).toBeNull();
    expect(history.messages(peer, undefined, 10)).toHaveLength(1);
  });

  test('gives the newest first by pages, each in the order in which they came', () => {
    const { history } = openHistory();
    for (let index = 0; index < 25; index += 1) history.add(message({ text: `line ${index}` }));
    const newest = history.messages(peer, undefined, 10);
    expect(newest.map(({ text }) => text)).toEqual(
      Array.from({ length: 10 }, (_, index) => `line ${index + 15}`),
    );
    expect(history.messages(peer, newest[0]?.place, 10).at(-1)?.text).toBe('line 14');
  });

  test('counts what was not read, and only what others wrote', () => {
    const { history } = openHistory();
    history.add(message());
    history.add(message({ peer: 'carol@contoso.com' }));
    history.add(message({ delivery: 'sending' }));
    history.add(message({ isSeen: true }));
    expect(history.unread()).toBe(2);
    history.markRead(peer);
    expect(history.unread()).toBe(1);
    expect(history.conversations().map(({ unread }) => unread)).toEqual([0, 1]);
  });

  test('keeps a call among the messages, and only a missed one waits to be seen', () => {
    const { history, ...rest } = openHistory();
    const calls = [
      { direction: 'Incoming', outcome: 'missed', seconds: 0 },
      { direction: 'Incoming', outcome: 'answered', seconds: 75 },
      { direction: 'Outgoing', outcome: 'busy', seconds: 0 },
    ] as const;
    history.add(message());
    for (const call of calls) {
      const delivery = call.direction === 'Incoming' ? 'received' : 'delivered';
      history.add(message({ text: '', delivery, call }));
    }
    expect(history.unread()).toBe(2);
    history.close();
    const again = openHistory(rest.folder).history.messages(peer, undefined, 10);
    expect(again.map(({ call }) => call)).toEqual([undefined, ...calls]);
  });

  test('puts the conversation of the latest message first, with that message', () => {
    const { history } = openHistory();
    history.add(message({ text: 'first' }));
    history.add(message({ peer: 'carol@contoso.com', text: 'second' }));
    history.add(message({ text: 'third' }));
    expect(history.conversations().map(({ last }) => last?.text)).toEqual(['third', 'second']);
  });

  test('tells a message as it was and as it is', () => {
    const { history } = openHistory();
    const sent = message({ delivery: 'sending' });
    history.add(sent);
    const settled = history.settle({ id: sent.id, delivery: 'failed', code: '480' });
    expect(settled?.before.delivery).toBe('sending');
    expect(settled?.after).toMatchObject({ delivery: 'failed', code: '480' });
    expect(history.settle({ id: randomUUID(), delivery: 'delivered' })).toBeUndefined();
  });

  test('counts a message once, whatever is said of it after it was delivered, and none that was received', () => {
    const { history } = openHistory();
    const sent = message({ delivery: 'sending' });
    const received = message({ delivery: 'received' });
    history.add(sent);
    history.add(received);
    let counted = 0;
    const owe = () => {
      counted += 1;
      return undefined;
    };
    const say = (delivery: 'delivered' | 'failed', { id } = sent) =>
      history.settle({ id, delivery }, owe)?.after.delivery;
    expect([say('failed'), say('delivered'), say('failed'), say('delivered')]).toEqual([
      'failed',
      'delivered',
      'delivered',
      'delivered',
    ]);
    expect(say('delivered', received)).toBe('received');
    expect(counted).toBe(1);
  });

  test('is there after a restart, with what was under way failed', () => {
    const { history, folder } = openHistory();
    history.addContact({ address: peer, name: 'Bob' });
    history.add(message({ delivery: 'sending', text: 'under way' }));
    history.setOpen([peer]);
    // Not closed, as after a power cut.
    const again = openHistory(folder).history;
    expect(again.contacts()).toEqual([{ address: peer, name: 'Bob' }]);
    expect(again.open()).toEqual([peer]);
    expect(again.messages(peer, undefined, 10)).toMatchObject([
      { text: 'under way', delivery: 'failed', code: 'interrupted' },
    ]);
  });

  test('names a conversation for reports by chance, and anew once that is forgotten', () => {
    const { history } = openHistory();
    history.add(message());
    const first = history.thread(peer);
    expect(history.thread(peer)).toBe(first);
    expect(Buffer.from(first, 'base64')).toHaveLength(21);
    history.forgetThreads();
    expect(history.thread(peer)).not.toBe(first);
  });

  test('is its owner’s alone', () => {
    const { file } = openHistory();
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('that can’t be read is set aside, and a new one begun', () => {
    const { file, folder, history } = openHistory();
    history.close();
    writeFileSync(file, 'no database at all, but a text of some length'.repeat(50));
    const again = openHistory(folder);
    expect(again.setAside).toEqual([`${file}.unreadable-1`]);
    expect(again.history.add(message())).toMatchObject({ place: 1 });
  });
});
