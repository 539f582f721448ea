import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCrashStore } from '../crashes/crashStore.ts';
import { openDumpFolder } from '../crashes/dumpFolder.ts';
import { defaultLimits } from '../limits.ts';
import { createSigner } from '../signer.ts';
import { createRecordQuotas } from '../store/recordQuotas.ts';
import { createStore, type Store } from '../store/store.ts';
import { openDatabase } from '../store/storeSchema.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../testing/records.ts';
import { createDoor } from './door.ts';
import { createIntake } from './intake.ts';
import { prepareBatch } from './prepare.ts';
import { createRehash } from './rehash.ts';

/** Records in one transaction, during which nobody else is answered: some 60 ms of work. */
const MOST_AT_ONCE = 900;
const REQUESTS = 20;

const clock = () => new Date('2026-11-22T10:17:23.456Z');
const draw = createDraw(417);
const rehash = createRehash({ id: 'p1', secret: Buffer.alloc(32, 1) });
let folder: string;
let store: Store;
/** The number of records in each transaction. */
let commits: number[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-commits-'));
  commits = [];
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function openIntake() {
  const db = openDatabase(join(folder, 'records.db'), { now: clock(), log: () => undefined });
  const dumps = openDumpFolder(join(folder, 'dumps'));
  store = createStore(db);
  const save: Store['save'] = (rows, ...others) => {
    commits.push(rows.length);
    return store.save(rows, ...others);
  };
  return createIntake({
    store: { ...store, save },
    crashes: createCrashStore(db, { folder: dumps, keepDays: () => defaultLimits.errorDays }),
    dumps,
    signer: createSigner(generateKeyPairSync('ed25519').privateKey),
    clock,
    door: createDoor(),
    recordQuotas: createRecordQuotas(db, defaultLimits, clock),
    count: () => undefined,
    retention: defaultLimits,
    setting: { isOpen: () => false },
  });
}

function smallest() {
  const lines = Array.from({ length: defaultLimits.records }, () =>
    recordLine('repeats', drawId(draw)),
  );
  const batch = prepareBatch(Buffer.from(bodyOf(...lines)), { rehash, limits: defaultLimits });
  if (!batch.ok) throw new Error(batch.problem);
  return batch.value;
}

test('requests full of the smallest records that arrive together are stored a few at once', async () => {
  const intake = openIntake();
  const answers = await Promise.all(
    Array.from({ length: REQUESTS }, () => intake.take(smallest(), '192.0.2.1')),
  );
  expect(answers.map(({ ok }) => ok)).toEqual(Array(REQUESTS).fill(true));
  expect(commits.reduce((sum, rows) => sum + rows)).toBe(REQUESTS * defaultLimits.records);
  expect(Math.max(...commits)).toBeLessThanOrEqual(MOST_AT_ONCE);
});
