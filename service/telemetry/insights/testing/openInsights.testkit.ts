import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createStore, type Store } from '../../store/store.ts';
import { openDatabase } from '../../store/storeSchema.ts';
import { createMigration } from '../migrate.ts';
import type { Sent } from './fleet.ts';

/** Opens a database in a folder of its own, which is deleted after the test. */
export function openTestDatabase(
  path = join(mkdtempSync(join(tmpdir(), 'candor-insights-')), 'records.db'),
) {
  const db = openDatabase(path, { now: new Date(), log: () => undefined });
  const store = createStore(db);
  const migration = createMigration(db);
  while (!migration.isDone()) migration.migrateSome();
  onTestFinished(() => {
    if (db.isOpen) db.close();
    rmSync(join(path, '..'), { recursive: true, force: true });
  });
  return { path, db, store, migration };
}

/** Stores records in the order of their arrival. */
export function storeAll(store: Pick<Store, 'save'>, sent: readonly Sent[]): void {
  for (const [receivedAt, group] of Map.groupBy(sent, (one) => one.receivedAt))
    store.save(
      group.map(({ row }) => row),
      receivedAt,
    );
}
