import type { LocalizedText } from '../../../contract/text/terminal.ts';
import type { DataFolder } from '../../shared/dataFolder.ts';
import { done, type Log, type Outcome } from '../../shared/outcome.ts';
import { createMigration } from '../insights/migrate.ts';
import { openSecrets } from '../secrets.ts';
import { createSigner } from '../signer.ts';
import { createStore, type NewRow } from '../store/store.ts';
import { openDatabase } from '../store/storeSchema.ts';
import { prepareBatch } from './prepare.ts';
import { createRehash } from './rehash.ts';
import { toRow } from './row.ts';

/** What arrives together, and is stored in one transaction. */
export interface Arrival {
  /** Request bodies as clients write them, each with any number of records. */
  readonly bodies: readonly string[];
  /** ISO 8601, in UTC. */
  readonly receivedAt: string;
}

/**
 * Stores data that no client sent, without a server and its limits, but just as strictly: each record is checked
 * against the catalogue and hashed again. A record that does not fit is a bug of whoever made it.
 * @returns the number of records stored.
 */
export function storeInBulk(
  folder: DataFolder,
  arrivals: Iterable<Arrival>,
  log: Log,
): Outcome<number, LocalizedText> {
  const secrets = openSecrets(folder);
  if (!secrets.ok) return secrets;
  const db = openDatabase(folder.file('records.db'), { now: new Date(), log });
  const store = createStore(db);
  try {
    const signer = createSigner(secrets.value.signingKey);
    const rehash = createRehash(secrets.value.pepper);
    const limits = { lineBytes: Infinity, records: Infinity };
    const rowsOf = (body: string): NewRow[] => {
      const batch = prepareBatch(Buffer.from(body), { rehash, limits });
      if (!batch.ok) throw new Error(batch.problem);
      const { header, records, rejected } = batch.value;
      if (rejected[0]) throw new Error(`line ${rejected[0].line}: ${rejected[0].reason}`);
      return records.map((record) => toRow(record, header, signer));
    };
    // What is stored below gets its typed rows at once; only earlier records may lack them.
    const migration = createMigration(db);
    while (!migration.isDone()) migration.migrateSome();
    let stored = 0;
    for (const { bodies, receivedAt } of arrivals) {
      const verdicts = store.save(bodies.flatMap(rowsOf), receivedAt);
      stored += verdicts.filter(({ kind }) => kind === 'stored').length;
    }
    return done(stored);
  } finally {
    store.close();
  }
}
