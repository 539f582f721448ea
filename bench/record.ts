/**
 * What the data-collection system costs the client, side by side with the bare limit of each step:
 * `node bench/record.ts`. Targets: section 7 of the design.
 */
import { copyFileSync, mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { noPolicy, type Choice } from '../contract/consent.ts';
import { candorSchema } from '../contract/records.ts';
import { sha256, systemRandom } from '../electron/adapters/system/crypto.ts';
import type { Entry } from '../electron/core/ports/outbox.ts';
import { createTelemetry } from '../electron/core/telemetry/telemetry.ts';
import { auditParts } from './auditParts.ts';
import {
  CALLS,
  clock,
  encode,
  encodeUtf8,
  fields,
  log,
  openCollector,
  openOutboxes,
  optedIn,
  repeat,
} from './collectorParts.ts';
import { compare, median, row, time } from './compare.ts';
import { crashParts } from './crashParts.ts';

const folder = mkdtempSync(join(tmpdir(), 'candor-bench-'));
const optedOut: Choice = { ...optedIn, errorReports: false };

function compareCount(): [number, number] {
  const { collector } = openCollector(join(folder, 'count'));
  const counts = new Map<string, number>();
  return compare(
    2000,
    { run: repeat(() => void collector.count('usage', 'imSent', 'desktop')) },
    { run: repeat(() => void counts.set('imSent', (counts.get('imSent') ?? 0) + 1)) },
  );
}

function compareRecord(): [number, number] {
  const { collector } = openCollector(join(folder, 'record'));
  let pushed: unknown[] = [];
  return compare(
    2000,
    {
      before: () => {
        collector.purge('error', 'desktop');
      },
      run: repeat(() => void collector.record('exception', 'desktop', fields)),
    },
    {
      before: () => {
        pushed = [];
      },
      run: repeat(
        () => void pushed.push({ name: 'exception', at: Date.now(), fields: { ...fields } }),
      ),
    },
  );
}

const BATCH = 100;

function makeEntries(count: number): Entry[] {
  return Array.from({ length: count }, () => {
    const encoded = encode({ name: 'exception', surface: 'desktop', at: Date.now(), fields });
    if (!encoded.ok) throw new Error(encoded.problem);
    return encoded.entry;
  });
}

function compareDurable(): [number, number] {
  const { collector, outboxes } = openCollector(join(folder, 'durable'));
  const database = new DatabaseSync(join(folder, 'bare.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  database.exec('CREATE TABLE records (id TEXT PRIMARY KEY, line BLOB NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO records VALUES (?, ?)');
  let entries: Entry[] = [];
  const durable = compare(
    200,
    {
      run: () => {
        for (let call = 0; call < BATCH; call += 1)
          void collector.record('exception', 'desktop', fields);
        collector.flush();
      },
    },
    {
      before: () => {
        entries = makeEntries(BATCH);
      },
      run: () => {
        database.exec('BEGIN');
        for (const { id, line } of entries) insert.run(id, line);
        database.exec('COMMIT');
      },
    },
  );
  database.close();
  outboxes.error.close();
  return durable;
}

const WAITING = 100_000;

function openFullOutbox(name: string) {
  const outboxes = openOutboxes(join(folder, name));
  const telemetry = createTelemetry({
    schema: candorSchema,
    outboxes,
    service: undefined,
    clock,
    random: systemRandom,
    sha256,
    encodeUtf8,
    ...crashParts(folder),
    log,
    scrub: (text) => text,
    condition: () => {
      throw new Error('no exception is reported here');
    },
    app: { name: 'Candor', version: '0.1.0' },
    ...auditParts(folder),
    account: () => '',
    organisation: () => undefined,
    choice: optedIn,
    policy: noPolicy,
    systemDumps: { choice: () => 'never', refresh: () => Promise.resolve() },
    surface: 'desktop',
    refreshPolicy: () => undefined,
  });
  const small = { fingerprint: '9f86d081884c7d65', occurrences: 1 };
  const entries = Array.from({ length: WAITING }, () => {
    const encoded = encode({ name: 'repeats', surface: 'desktop', at: Date.now(), fields: small });
    if (!encoded.ok) throw new Error(encoded.problem);
    return encoded.entry;
  });
  for (let from = 0; from < WAITING; from += 1000)
    outboxes.error.append(entries.slice(from, from + 1000), []);
  const waiting = outboxes.error.waiting({ count: WAITING, bytes: Infinity }).length;
  if (waiting !== WAITING) throw new Error(`only ${waiting} records wait`);
  return telemetry;
}

function compareOptOut(): [number, number] {
  const times = Array.from({ length: 5 }, (_, round): [number, number] => {
    const name = `outbox-${round}`;
    const telemetry = openFullOutbox(name);
    const source = join(folder, name, 'error.db');
    const copy = join(folder, 'copy');
    copyFileSync(source, copy);
    const bare = time({
      run: () => {
        unlinkSync(copy);
      },
    });
    const ours = time({
      run: () => {
        telemetry.choose(optedOut);
      },
    });
    const left = readdirSync(join(folder, name)).filter((file) => file.startsWith('error'));
    if (left.length > 0) throw new Error(`left: ${left.join()}`);
    return [ours, bare];
  });
  return [median(times.map(([ours]) => ours)), median(times.map(([, bare]) => bare))];
}

try {
  console.table([
    row('count(), caller', 'a Map entry', compareCount(), CALLS, 'µs', '< 1 µs'),
    row('record(), caller', 'push of a copy', compareRecord(), CALLS, 'µs', '< 1 µs'),
    row('record until durable', 'a SQLite insert', compareDurable(), BATCH, 'µs', '—'),
    row('opting out, 100,000', 'unlink', compareOptOut(), 1, 'ms', '< 100 ms'),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
