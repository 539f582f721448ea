import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Message } from '../../../contract/conversations.ts';
import { rowsOf } from './rows.ts';

const own = process.env['TZ'];
/** Sets this device's time zone, by its name in the time zone database. */
const moveTo = (zone: string | undefined): void => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
};
beforeEach(() => {
  moveTo('Europe/Paris');
});
afterEach(() => {
  moveTo(own);
});

let place = 0;
const messageAt = (at: string, part: Partial<Message> = {}): Message => {
  place += 1;
  const id = `message ${place}`;
  return { place, id, peer: 'bob@contoso.com', text: id, at, delivery: 'received', ...part };
};

const kinds = (
  messages: readonly Message[],
  firstUnread: number | null = null,
  isStranger = false,
): string =>
  rowsOf(messages, firstUnread, isStranger)
    .map((row) => (row.kind === 'message' ? (row.isContinued ? 'continued' : 'message') : row.kind))
    .join(' ');

it.each([
  ['Europe/Paris', 'an ordinary day', '2026-11-25T22:59:59Z', '2026-11-25T23:00:00Z'],
  ['Europe/Paris', 'a day of 23 hours', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'],
  ['Europe/Paris', 'a day of 25 hours', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'],
  ['America/Santiago', 'a day without midnight', '2026-09-07T02:59:59Z', '2026-09-07T03:00:00Z'],
])('in %s a new day begins after %s, by the device’s clock', (zone, _what, late, next) => {
  moveTo(zone);
  expect(kinds([messageAt(late), messageAt(next)])).toBe('day message day message');
});

it('a day has one heading, however long it is', () => {
  const ends = ['2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z'];
  expect(kinds(ends.map((at) => messageAt(at)))).toBe('day message message');
});

it('a clock that was set back over midnight begins that day again, and each row has a key of its own', () => {
  const back = ['2026-11-24T23:01:00Z', '2026-11-24T22:59:00Z', '2026-11-24T23:02:00Z'];
  const messages = back.map((at) => messageAt(at));
  expect(kinds(messages)).toBe('day message day message day message');
  const keys = rowsOf(messages, null, false).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

it('one person’s messages go on from each other while less than five minutes lie between them', () => {
  const first = messageAt('2026-11-25T12:00:00Z');
  const soon = messageAt('2026-11-25T12:04:59Z');
  const later = messageAt('2026-11-25T12:09:59Z');
  const own = messageAt('2026-11-25T12:10:00Z', { delivery: 'delivered' });
  expect(kinds([first, soon, later, own])).toBe('day message continued message message');
});

it('the first unread one stands under its own heading, and goes on from nothing', () => {
  const first = messageAt('2026-11-25T12:00:00Z');
  const unread = messageAt('2026-11-25T12:00:01Z');
  expect(kinds([first, unread], unread.place)).toBe('day message unread message');
});

it('a stranger is told of once, at the first that came, and not where the person wrote first', () => {
  const first = messageAt('2026-11-25T12:00:00Z');
  const [next, own] = [messageAt('2026-11-25T12:01:00Z'), messageAt('2026-11-25T12:02:00Z')];
  expect(kinds([first, next, own], null, true)).toBe('day stranger message continued continued');
  expect(kinds([first, next], first.place, true)).toBe('day unread stranger message continued');
  expect(kinds([{ ...first, delivery: 'delivered' }, next], null, true)).toBe(
    'day message message',
  );
});
