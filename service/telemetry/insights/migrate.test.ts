import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categories } from '../../../contract/datum.ts';
import { createDraw } from '../testing/records.ts';
import { createErrorStates } from '../errors/states/states.ts';
import { createStore } from '../store/store.ts';
import { openDatabase } from '../store/storeSchema.ts';
import { createInsights } from './insights.ts';
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
       OR type = 'trigger' OR name IN ('stale_days', 'day_groups', 'windows', 'insights_state', 'error_days', 'stale_errors', 'census_days')) ORDER BY type DESC`,
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

/** Makes the database what the version left that kept less of an error in its typed row, and no days of errors. */
function withNarrowErrors(path: string): void {
  const db = new DatabaseSync(path);
  db.exec(`DROP TABLE error_days; DROP TABLE stale_errors; DROP TRIGGER error_rows_deleted;
    DROP TRIGGER census_rows_deleted; DROP TABLE census_days;
    CREATE TRIGGER census_rows_deleted AFTER DELETE ON records WHEN OLD.category = 'census' BEGIN
      DELETE FROM census_rows WHERE day = counted_day(OLD.day, substr(OLD.received_at, 1, 10))
        AND device = ifnull(OLD.fields ->> 'deviceId', '') AND id = OLD.id;
      INSERT OR IGNORE INTO stale_days (category, day)
        VALUES ('census', counted_day(OLD.day, substr(OLD.received_at, 1, 10)));
    END;
    DELETE FROM insights_state WHERE name NOT IN ('migrated', 'sealed');
    CREATE TABLE narrow (id TEXT NOT NULL, day TEXT NOT NULL, surface TEXT NOT NULL,
      version TEXT NOT NULL, kind TEXT NOT NULL, error_group TEXT NOT NULL, title TEXT NOT NULL,
      person TEXT NOT NULL, repeats INTEGER NOT NULL, PRIMARY KEY (day, error_group, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO narrow SELECT id, day, surface, version, kind, error_group, title, person, repeats
      FROM error_rows;
    DROP TABLE error_rows; ALTER TABLE narrow RENAME TO error_rows;
    CREATE TRIGGER error_rows_deleted AFTER DELETE ON records WHEN OLD.category = 'error' BEGIN
      DELETE FROM error_rows WHERE day = counted_day(OLD.day, substr(OLD.received_at, 1, 10))
        AND error_group = error_group_of(OLD.name, OLD.fields) AND id = OLD.id;
    END;
    CREATE TRIGGER error_met_again AFTER INSERT ON error_rows WHEN EXISTS (SELECT 1
      FROM error_states WHERE error_group = NEW.error_group AND state = 'resolved')
      BEGIN INSERT OR IGNORE INTO met_again VALUES (NEW.error_group, NEW.version); END;`);
  db.close();
}

test('a database whose typed rows of errors tell less gets them anew, and nothing else is others for it', async () => {
  const draw = createDraw(29);
  const range = { from: '2026-11-01', to: '2026-11-13', by: 'group' };
  const first = openTestDatabase();
  storeAll(first.store, fleetOf(draw, { devices: 60, from: '2026-11-01', days: 12 }));
  const before = createInsights(first.db, () => 5);
  while (before.rollups.rollUpOne() !== undefined);
  const group = 'exception:f1';
  const at = '2026-11-14T00:00:00.000Z';
  createErrorStates(first.db).set(
    group,
    { state: 'resolved', version: '0.9.0', note: '' },
    'A',
    at,
  );
  const wanted = {
    records: records(first.db),
    typed: typedRows(first.db),
    errors: before.errors(range, true),
  };
  first.db.close();
  withNarrowErrors(first.path);

  const open = () => openDatabase(first.path, { now: new Date(), log: () => undefined });
  let db = open();
  let migration = createMigration(db);
  expect(migration.isDone()).toBe(false);
  expect(migration.migrateSome()).toBeGreaterThan(0);
  // A stop in between.
  db.close();
  db = open();
  migration = createMigration(db);
  while (!migration.isDone()) migration.migrateSome();
  const insights = createInsights(db, () => 5);
  expect({
    records: records(db),
    typed: typedRows(db),
    errors: insights.errors(range, true),
  }).toEqual(wanted);
  // What is known of census and usage need not be made anew.
  expect(insights.rollups.rollUpOne()).toBeUndefined();
  // A report from before was not met again; one that comes now is.
  const states = createErrorStates(db);
  expect(states.of(group)).toMatchObject({ state: 'resolved', metAgainIn: null });
  const store = createStore(db);
  storeAll(store, fleetOf(draw, { devices: 60, from: '2026-11-10', days: 6 }));
  expect(states.of(group).state).toBe('open');
  // A withdrawal changes what is kept of a day, as it did not before.
  const reports = () => insights.errors(range, true).rows.map((row) => row.reports);
  const told = reports();
  await store.erase('owner-device-3', at);
  expect(reports()).not.toEqual(told);
  while (insights.censusDays.prepareOne() !== undefined);
  const keys = () => db.prepare('SELECT count(*) AS days FROM census_days').get()?.['days'];
  expect(keys()).toBeGreaterThan(5);
  db.exec("DELETE FROM records WHERE category = 'census'");
  expect(keys()).toBe(0);
  expect(db.prepare('SELECT * FROM error_days').all()).not.toEqual([]);
  db.exec("DELETE FROM records WHERE category = 'error'");
  expect(db.prepare('SELECT day FROM error_days UNION SELECT day FROM stale_errors').all()).toEqual(
    [],
  );
  db.close();
});
