import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categories } from '../../../contract/datum.ts';
import { createDraw } from '../testing/records.ts';
import { createStore } from '../store/store.ts';
import { openDatabase } from '../store/storeSchema.ts';
import { createMigration } from './migrate.ts';
import { fleetOf } from './testing/fleet.ts';
import { openTestDatabase, storeAll } from './testing/openInsights.testkit.ts';
import { tableOf } from './typedRows.ts';

const typedRows = (db: DatabaseSync) =>
  categories.map((category) => db.prepare(`SELECT * FROM ${tableOf(category)} ORDER BY id`).all());
const records = (db: DatabaseSync) => db.prepare('SELECT * FROM records ORDER BY id').all();

/** Turns the database into one written by the version before insights. */
function withoutInsights(path: string): void {
  const db = new DatabaseSync(path);
  const made = db
    .prepare(
      `SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'table') AND (tbl_name LIKE '%\\_rows' ESCAPE '\\'
       OR type = 'trigger' OR name IN ('stale_days', 'day_groups', 'windows', 'insights_state')) ORDER BY type DESC`,
    )
    .all();
  expect(made.length).toBeGreaterThan(9);
  for (const { type, name } of made) db.exec(`DROP ${String(type)} ${String(name)}`);
  db.close();
}

test('a record and its typed row are stored, repeated, withdrawn and erased together', async () => {
  const draw = createDraw(17);
  const { db, store, migration } = openTestDatabase();
  const sent = fleetOf(draw, { devices: 12, from: '2026-11-01', days: 6 });
  storeAll(store, sent);
  storeAll(store, sent.slice(0, 40));
  await store.erase('owner-device-3', '2026-11-20T00:00:00.000Z');
  db.exec("DELETE FROM records WHERE received_at < '2026-11-03'");
  const found = typedRows(db);
  expect(found.map((rows) => rows.length).every((length) => length > 5)).toBe(true);
  expect(found.flat().length).toBe(records(db).length);
  migration.beginAnew();
  expect(typedRows(db).flat()).toEqual([]);
  while (!migration.isDone()) migration.migrateSome();
  expect(typedRows(db)).toEqual(found);
});

test('a database of the version before gets its typed rows, wherever stops and new records cut in, and loses nothing', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.nat(2), { maxLength: 6 }), (seed, steps) => {
      const draw = createDraw(seed);
      const first = openTestDatabase();
      storeAll(first.store, fleetOf(draw, { devices: 25, from: '2026-11-01', days: 12 }));
      const [kept, wanted] = [records(first.db), typedRows(first.db)];
      first.db.close();
      withoutInsights(first.path);
      const open = () => {
        const db = openDatabase(first.path, { now: new Date(), log: () => undefined });
        return { db, store: createStore(db), migration: createMigration(db) };
      };
      let now = open();
      expect(now.migration.isDone()).toBe(false);
      let [late, added] = [0, 0];
      for (const step of steps) {
        if (step === 0) now.migration.migrateSome();
        else if (step === 1) {
          now.db.close();
          now = open();
        } else {
          const more = fleetOf(draw, { devices: 3, from: '2026-11-20', days: 1 });
          storeAll(now.store, more);
          late += 1;
          added += more.length;
        }
      }
      for (; !now.migration.isDone();) now.migration.migrateSome();
      expect(records(now.db).length).toBe(kept.length + added);
      expect(typedRows(now.db).flat().length).toBe(kept.length + added);
      if (late === 0) {
        expect(records(now.db)).toEqual(kept);
        expect(typedRows(now.db)).toEqual(wanted);
      }
      now.db.close();
    }),
    { numRuns: 6, seed: 17 },
  );
});
