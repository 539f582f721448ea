import { describe, expect, it } from 'vitest';
import type { Message } from '../../../contract/conversations.ts';
import type { Main } from '../../../contract/ipc.ts';
import { createThread } from './thread.ts';

const peer = 'briar@contoso.com';
const message = (place: number, delivery: Message['delivery'] = 'received'): Message => ({
  place,
  id: String(place),
  peer,
  text: `${place}`,
  at: '2026-11-25T10:00:00Z',
  delivery,
});

/** A history in memory that answers as the main process does. */
function historyOf(stored: Message[]): Pick<Main, 'readMessages'> {
  return {
    readMessages: ({ before = Infinity, limit }) =>
      Promise.resolve({
        ok: true,
        value: stored.filter(({ place }) => place < before).slice(-limit),
      }),
  };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => message(index + 1));
const places = (thread: ReturnType<typeof createThread>) =>
  thread.get()?.messages.map(({ place }) => place);

describe('the conversation that is shown', () => {
  it('begins with the newest messages, and reads older ones page by page until there are none', async () => {
    const thread = createThread(historyOf(many(250)));
    await thread.open(peer, 0);
    expect(places(thread)).toHaveLength(100);
    expect(places(thread)?.at(-1)).toBe(250);
    await thread.readOlder();
    await thread.readOlder();
    expect(places(thread)).toEqual(many(250).map(({ place }) => place));
    expect(thread.get()?.hasOlder).toBe(false);
  });

  it('knows where the unread ones begin, however many they are', async () => {
    const thread = createThread(historyOf(many(1000)));
    await thread.open(peer, 300);
    expect(thread.get()?.firstUnread).toBe(701);
  });

  it('takes in what comes and what is settled, each in its place and once', async () => {
    const thread = createThread(historyOf(many(2)));
    await thread.open(peer, 0);
    thread.noted(message(4, 'sending'), false);
    thread.noted(message(3), false);
    thread.noted(message(4, 'delivered'), false);
    thread.noted({ ...message(5), peer: 'chris@contoso.com' }, false);
    expect(places(thread)).toEqual([1, 2, 3, 4]);
    expect(thread.get()?.messages[3]?.delivery).toBe('delivered');
  });

  it('keeps what comes while it is being read', async () => {
    const thread = createThread(historyOf(many(2)));
    const opening = thread.open(peer, 0);
    thread.noted(message(3), false);
    await opening;
    expect(places(thread)).toEqual([1, 2, 3]);
  });

  it('is not mixed with the one that was opened before it', async () => {
    const thread = createThread(historyOf(many(2)));
    const first = thread.open('chris@contoso.com', 0);
    thread.close();
    await first;
    expect(thread.get()).toBeNull();
  });

  it('marks what came while the person looked away, once', async () => {
    const thread = createThread(historyOf([]));
    await thread.open(peer, 0);
    thread.noted(message(1), true);
    thread.noted(message(2), true);
    expect(thread.get()?.firstUnread).toBe(1);
    thread.lookedAway();
    thread.noted(message(3), true);
    expect(thread.get()?.firstUnread).toBe(3);
  });

  it('lets go of old messages that can be read again', async () => {
    const stored: Message[] = [];
    const thread = createThread(historyOf(stored));
    await thread.open(peer, 0);
    for (const each of many(900)) {
      stored.push(each);
      thread.noted(each, false);
    }
    thread.trim();
    expect(places(thread)).toHaveLength(400);
    await thread.readOlder();
    expect(places(thread)?.[0]).toBe(401);
    expect(places(thread)?.at(-1)).toBe(900);
  });

  it('says why it can’t be read', async () => {
    const thread = createThread({
      readMessages: () => Promise.resolve({ ok: false, problem: 'The disk is gone.' }),
    });
    await thread.open(peer, 0);
    expect(thread.get()).toMatchObject({ reading: null, problem: 'The disk is gone.' });
  });
});
