import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RecordFilter } from '../../../contract/viewer.ts';
import { outboxBounds } from '../../adapters/outbox/outboxBounds.ts';
import { createSqliteOutbox } from '../../adapters/outbox/sqliteOutbox.ts';
import { entryOf, temporaryFolder } from '../../testing/telemetry.testkit.ts';
import type { Outbox, Entry } from '../ports/outbox.ts';
import { createRecordList } from './recordList.ts';

const START = Date.parse('2026-11-22T10:00:00.000Z');
const outboxIn = (folder: string, name: string): Outbox =>
  createSqliteOutbox({
    file: join(folder, `${name}.db`),
    bounds: outboxBounds,
    now: () => START,
    uptime: () => 0,
    onSetAside: () => undefined,
    onUnusable: () => undefined,
  });

/** 3,000 records in two outboxes, two of error reports to one of usage, of which every fifth is a guest’s. */
function filled() {
  const folder = temporaryFolder();
  const outboxes = {
    census: outboxIn(folder, 'census'),
    usage: outboxIn(folder, 'usage'),
    error: outboxIn(folder, 'error'),
  };
  const entries = Array.from({ length: 3000 }, (_, index): Entry => {
    const category = index % 3 === 0 ? 'usage' : 'error';
    const surface = index % 5 === 0 ? 'meetings' : 'desktop';
    return entryOf(`number ${index}`, { category, surface, at: START + index });
  });
  for (const category of ['usage', 'error'] as const)
    outboxes[category].append(
      entries.filter((entry) => entry.category === category),
      [],
    );
  return { list: createRecordList(outboxes, { isSigned: () => true }), outboxes, entries };
}

const open: RecordFilter = { category: null, state: null, surface: null, text: '' };

it.each<[string, Partial<RecordFilter>, (entry: Entry) => boolean]>([
  ['nothing', {}, () => true],
  ['a category', { category: 'error' }, ({ category }) => category === 'error'],
  ['a surface', { surface: 'meetings' }, ({ surface }) => surface === 'meetings'],
  ['a state', { state: 'waiting' }, () => true],
  ['a state that none has', { state: 'sent' }, () => false],
  ['text', { text: 'NUMBER 11' }, ({ line }) => Buffer.from(line).includes('number 11')],
])(
  'whatever is in sight first, and wherever one scrolls, it is the newest first, filtered by %s',
  (_by, part, isIn) => {
    const { list, entries } = filled();
    const expected = entries
      .filter(isIn)
      .map(({ id }) => id)
      .reverse();
    const filter = { ...open, ...part };
    for (const offset of [0, 950, 1700, 2950, 0]) {
      const { total, rows } = list.page(filter, offset, 100);
      expect(total).toBe(expected.length);
      expect(rows.map(({ id }) => id)).toEqual(expected.slice(offset, offset + 100));
    }
  },
);

it('what is added after it was read is there once the list is told', () => {
  const { list, outboxes } = filled();
  const before = list.page(open, 0, 1).rows[0];
  const late = entryOf('late', { at: START + 5000 });
  outboxes.error.append([late], []);
  list.renew();
  const { total, rows } = list.page(open, 0, 2);
  expect([total, ...rows.map(({ id }) => id)]).toEqual([3001, late.id, before?.id]);
});
