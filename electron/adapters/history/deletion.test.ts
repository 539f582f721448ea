import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import type { History } from '../../core/conversations/history.ts';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { createSqliteHistory } from './sqliteHistory.ts';

const [eve, bob] = ['eve@contoso.com', 'bob@contoso.com'];
const opened: History[] = [];

afterEach(() => {
  for (const history of opened.splice(0)) history.close();
});

function openHistory(file = join(temporaryFolder(), 'conversations', 'one.db')) {
  const history = createSqliteHistory({ file, now: () => 1, onSetAside: () => undefined });
  opened.push(history);
  return { history, file };
}

function say(history: History, peer: string, text: string): string {
  const id = randomUUID();
  history.add({ id, peer, text, at: '2026-11-25T10:00:00.000Z', delivery: 'sending' });
  return id;
}

/** Whether the bytes of any file of the history, including its write-ahead log, contain a text. */
const holds = (file: string, text: string): boolean =>
  readdirSync(dirname(file)).some((name) =>
    readFileSync(join(dirname(file), name), 'latin1').includes(text),
  );

describe('a conversation that is deleted', () => {
  test('is gone from the history and from the bytes of its files, with its calls; others and contacts stay', () => {
    const { history, file } = openHistory();
    history.addContact({ address: bob, name: 'Bob Baker' });
    for (let index = 0; index < 300; index += 1) {
      say(history, eve, `SECRET ${index} ${'x'.repeat((index * 37) % 900)}`);
      say(history, bob, `open ${index}`);
    }
    const call = { direction: 'Incoming', outcome: 'missed', seconds: 0 } as const;
    const id = randomUUID();
    history.add({ id, peer: eve, text: '', at: 'then', delivery: 'received', call });
    history.setOpen([eve, bob]);
    expect(holds(file, 'SECRET')).toBe(true);

    expect(history.deleteMessages(eve)).toEqual({ unproved: null, copies: 0 });
    for (const text of ['SECRET', eve, id])
      expect([text, holds(file, text)]).toEqual([text, false]);
    expect(history.messages(eve, undefined, 10)).toEqual([]);
    expect(history.unread()).toBe(0);
    expect(history.conversations().map(({ peer }) => peer)).toEqual([bob]);
    expect(history.open()).toEqual([bob]);
    expect(history.messages(bob, undefined, 500)).toHaveLength(300);
    expect(history.contacts()).toEqual([{ address: bob, name: 'Bob Baker' }]);
  });

  test('leaves no byte behind, in whatever order messages came and were settled', () => {
    const step = fc.record({
      isSecret: fc.boolean(),
      length: fc.oneof(fc.nat(300), fc.nat(9000)),
      settles: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 300, maxLength: 600 }), (steps) => {
        const { history, file } = openHistory();
        const ids: string[] = [];
        const secretIds: string[] = [];
        for (const { isSecret, length, settles } of steps) {
          const text = (isSecret ? 'SECRET ' : 'open ') + 'x'.repeat(length);
          const id = say(history, isSecret ? eve : `${settles % 60}@contoso.com`, text);
          ids.push(id);
          if (isSecret) secretIds.push(id);
          const settled = ids[settles % ids.length] ?? id;
          history.settle({ id: settled, delivery: 'failed', code: 'x'.repeat(settles % 50) });
        }
        expect(history.deleteMessages(eve).unproved).toBeNull();
        for (const text of ['SECRET', eve, ...secretIds]) expect(holds(file, text)).toBe(false);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 60_000);

  test('begins anew with the next message, whose place is a later one', () => {
    const { history } = openHistory();
    say(history, eve, 'before');
    const last = history.messages(eve, undefined, 1)[0]?.place ?? 0;
    history.deleteMessages(eve);
    say(history, eve, 'after');
    expect(history.messages(eve, undefined, 9)).toMatchObject([
      { text: 'after', place: last + 1, delivery: 'sending' },
    ]);
  });

  test('owes the same counts as before, and is named otherwise in later reports', () => {
    const { history } = openHistory();
    const at = '2026-11-25T10:00:00.000Z';
    const message = {
      id: randomUUID(),
      peer: eve,
      text: 'counted',
      at,
      delivery: 'received',
    } as const;
    history.add(message, { name: 'imReceived', surface: 'desktop', day: '2026-11-25', epoch: 'e' });
    const [thread, owed, source] = [history.thread(eve), history.owed(), history.source()];
    history.deleteMessages(null);
    expect(history.owed()).toEqual(owed);
    expect(history.source()).toBe(source);
    say(history, eve, 'after');
    expect(history.thread(eve)).not.toBe(thread);
  });

  test('stays wholly where another program has locked the history', () => {
    const { history, file } = openHistory();
    say(history, eve, 'SECRET');
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    expect(() => history.deleteMessages(eve)).toThrow(/locked/);
    other.exec('ROLLBACK');
    other.close();
    expect(history.messages(eve, undefined, 9)).toHaveLength(1);
    expect(history.deleteMessages(eve).unproved).toBeNull();
    expect(holds(file, 'SECRET')).toBe(false);
  });

  test('is said not to be gone for certain while another program reads the file, and goes at the next try', () => {
    const { history, file } = openHistory();
    say(history, eve, 'SECRET');
    const other = new DatabaseSync(file);
    other.exec('BEGIN; SELECT * FROM messages');
    other.prepare('SELECT * FROM messages').all();
    expect(history.deleteMessages(eve).unproved).toMatchObject({ reason: 'inUse' });
    expect(history.messages(eve, undefined, 9)).toEqual([]);
    expect(holds(file, 'SECRET')).toBe(true);
    other.close();
    expect(history.deleteMessages(eve).unproved).toBeNull();
    expect(holds(file, 'SECRET')).toBe(false);
  });

  test('goes at the next start where Candor was killed, or could not prove it', () => {
    const { history, file } = openHistory();
    say(history, eve, 'SECRET');
    const other = new DatabaseSync(file);
    other.exec('BEGIN');
    other.prepare('SELECT * FROM messages').all();
    history.deleteMessages(eve);
    history.close();
    other.close();
    // What a kill leaves: rows gone, but their bytes in the write-ahead log.
    openHistory(file);
    expect(holds(file, 'SECRET')).toBe(false);
  });

  test('is proved even where a message that stays quotes the id of one that went', () => {
    const { history } = openHistory();
    const id = say(history, eve, 'SECRET');
    say(history, bob, `see ${id}`);
    expect(history.deleteMessages(eve).unproved).toBeNull();
  });
});

describe('copies of the history that could not be read', () => {
  const broken = 'SECRET, and no database at all'.repeat(50);

  test('are counted where one conversation is deleted, which they may hold', () => {
    const { history, file } = openHistory();
    writeFileSync(`${file}.unreadable-1`, broken);
    say(history, eve, 'SECRET');
    expect(history.deleteMessages(eve)).toEqual({ unproved: null, copies: 1 });
  });

  test('go where everything is deleted, and so does the one that could not be read just now', () => {
    const { history, file } = openHistory();
    history.close();
    writeFileSync(file, broken);
    const again = openHistory(file).history;
    expect(existsSync(`${file}.unreadable-1`)).toBe(true);
    say(again, eve, 'SECRET');
    say(again, bob, 'SECRET too');
    expect(again.deleteMessages(null)).toEqual({ unproved: null, copies: 0 });
    expect(holds(file, 'SECRET')).toBe(false);
    expect(again.conversations()).toEqual([]);
  });
});
