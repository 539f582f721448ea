import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { typedFieldsOf } from '../insights/typedFields.ts';
import { createStore, type NewRow } from './store.ts';
import { openDatabase } from './storeSchema.ts';

const AT = '2026-11-22T10:00:00.000Z';

function openStore() {
  const folder = mkdtempSync(join(tmpdir(), 'candor-erase-'));
  const file = join(folder, 'records.db');
  const db = openDatabase(file, { now: new Date(AT), log: () => undefined });
  const store = createStore(db);
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  const count = db.prepare('SELECT count(*) AS rows FROM records');
  return { store, rows: () => Number(count.get()?.['rows']) };
}

const rowOf = (index: number, owner: string): NewRow => ({
  id: `01890a5d-ac96-774b-bcce-${String(index).padStart(12, '0')}`,
  category: 'error',
  surface: 'desktop',
  name: 'exception',
  at: AT,
  appName: 'Candor',
  appVersion: '0.1.0',
  owner,
  fields: JSON.stringify({ errorLog: 'x'.repeat(2000) }),
  typed: typedFieldsOf('error', 'exception', {}),
  pepperId: null,
  digest: String(index),
});

test('however much an owner has, it is erased in small parts, between which others have their turn', async () => {
  const { store, rows } = openStore();
  const mallory = Array.from({ length: 2000 }, (_, index) => rowOf(index, 'mallory'));
  store.save(mallory, AT);
  const erased = store.erase('mallory', AT);
  let [before, largest] = [rows(), 0];
  const bob = rowOf(5000, 'bob');
  expect(store.save([bob], AT)).toMatchObject([{ kind: 'stored' }]);
  before += 1;
  while (rows() > 1) {
    await setImmediate();
    largest = Math.max(largest, before - rows());
    before = rows();
  }
  expect(largest).toBeLessThan(100);
  expect(await erased).toEqual({ erased: 2000, at: AT });
});

test('two who withdraw at the same time are told what was theirs, and one who asks twice the same', async () => {
  const { store, rows } = openStore();
  store.save(
    Array.from({ length: 200 }, (_, index) => rowOf(index, index % 2 ? 'alice' : 'bob')),
    AT,
  );
  const later = '2026-11-22T11:00:00.000Z';
  const told = await Promise.all([
    store.erase('alice', AT),
    store.erase('bob', AT),
    store.erase('alice', later),
  ]);
  const theirs = { erased: 100, at: AT };
  expect(told).toEqual([theirs, theirs, theirs]);
  expect(rows()).toBe(0);
});
