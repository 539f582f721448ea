import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCommandLine } from '../commandLine.ts';
import { defaultLimits, type Limits } from '../limits.ts';
import { createService, type Service } from '../service.ts';
import { post, readAll, send, withdraw } from '../testing/client.ts';
import { dayCountsSchema } from './dayCounts.ts';
import { createRecordQuotas } from './recordQuotas.ts';
import { typedFieldsOf } from '../insights/typedFields.ts';
import type { NewRow } from './store.ts';
import { bodyOf, createDraw, drawId, owner, ownerKey, recordLine } from '../testing/records.ts';

const MIB = 1024 * 1024;
const KIB = 1024;
const draw = createDraw(1312);

let folder: string;
let service: Service;
let stop: () => Promise<void>;
let now: Date;

beforeEach(() => {
  stop = () => Promise.resolve();
  now = new Date('2026-11-22T12:00:00.000Z');
  folder = mkdtempSync(join(tmpdir(), 'candor-record-quotas-'));
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

const start = async (limits: Partial<Limits>) => {
  service = await createService({ dataFolder: folder, port: 0, limits, clock: () => now });
  stop = service.close;
};
const restart = async (limits: Partial<Limits>) => {
  await stop();
  await start(limits);
};

const strangers = (): string => randomBytes(32).toString('hex');
const long = 'quota '.repeat(1365);
/** An error record that takes about 17 KB. */
const large = (of = owner): string =>
  recordLine('exception', drawId(draw), {
    owner: of,
    fields: { errorLog: long, exceptionStack: long },
  });
const postFrom = (address: string, ...lines: readonly string[]) =>
  post(service.url, bodyOf(...lines), { 'x-forwarded-for': address });
const statusFrom = async (address: string, ...lines: readonly string[]) =>
  (await postFrom(address, ...lines)).status;
/** How many records of made-up owners are taken before the first that is not. */
async function takenOf(addressOf: (count: number) => string, most: number, ofOwner?: string) {
  for (let count = 0; count < most; count += 1)
    if ((await statusFrom(addressOf(count), large(ofOwner ?? strangers()))) !== 200) return count;
  return most;
}
const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1));
};
const databaseBytes = () =>
  ['records.db', 'records.db-wal']
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, bytes) => sum + bytes, 0);

describe('the disk has a bound for records', () => {
  it('of strangers who make up an owner for each, from an address each', async () => {
    await start({ recordBytesKept: MIB });
    const before = databaseBytes();
    const taken = await takenOf((count) => `203.0.113.${String(count % 250)}`, 200);
    expect(taken).toBeGreaterThan(20);
    expect(taken).toBeLessThan(64);
    const answer = await postFrom('198.51.100.7', large());
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBe(3600);
    expect(await answer.json()).toMatchObject({ error: 'unavailable' });
    // SQLite writes the write-ahead log (4 MiB) back into the database and reuses it, so both stay below this together.
    expect(databaseBytes() - before).toBeLessThan(8 * MIB);
    expect(await metric('candor_records_refused_total{quota="all"}')).toBe(2);
    // The metric is estimated between two measurements; the pages that records take hold more or less than that.
    expect(await metric('candor_record_bytes')).toBeLessThan(1.5 * MIB);
  });

  it.each<[string, Partial<Limits>, (count: number) => string, string | undefined, number, string]>(
    [
      [
        'of an owner',
        { recordBytesPerOwner: 100 * KIB },
        (n) => `203.0.113.${n}`,
        owner,
        429,
        'owner',
      ],
      [
        'from an address',
        { recordBytesPerAddress: 100 * KIB },
        () => '203.0.113.7',
        undefined,
        429,
        'address',
      ],
      [
        'in a day',
        { recordBytesPerDay: 100 * KIB },
        (n) => `203.0.113.${n}`,
        undefined,
        503,
        'all',
      ],
    ],
  )(
    '%s, which comes back with the next day',
    async (_name, limits, addressOf, of, status, quota) => {
      await start(limits);
      expect(await takenOf(addressOf, 20, of)).toBe(5);
      const answer = await postFrom(addressOf(9), large(of));
      expect(answer.status).toBe(status);
      expect(Number(answer.headers.get('retry-after'))).toBe(12 * 3600);
      expect(await metric(`candor_records_refused_total{quota="${quota}"}`)).toBe(2);
      now = new Date('2026-11-23T00:00:00.000Z');
      expect(await takenOf(addressOf, 20, of)).toBe(5);
    },
  );

  it('which leaves others alone: an owner’s or an address’s is theirs', async () => {
    await start({ recordBytesPerOwner: 100 * KIB, recordBytesPerAddress: 200 * KIB });
    expect(await takenOf(() => '203.0.113.7', 20, owner)).toBe(5);
    expect(await statusFrom('203.0.113.7', large(strangers()))).toBe(200);
    expect(await takenOf(() => '203.0.113.7', 20)).toBe(5);
    expect(await statusFrom('203.0.113.8', large(strangers()))).toBe(200);
    expect(await statusFrom('2001:db8::1', large(strangers()))).toBe(200);
  });

  it('and each /64 of IPv6 is one address', async () => {
    await start({ recordBytesPerAddress: 100 * KIB });
    expect(await takenOf((count) => `2001:db8::${count.toString(16)}:1`, 20)).toBe(5);
  });

  it('and a whole /48 has eight times as much, of which nobody uses up more than their own', async () => {
    await start({ recordBytesPerAddress: 100 * KIB });
    const in48 = (count: number) => `2001:db8:0:${((count % 40) << 8).toString(16)}::1`;
    expect(await takenOf(() => in48(39), 20)).toBe(5);
    let taken = 0;
    for (let count = 0; count < 60; count += 1)
      if ((await statusFrom(in48(count), large(strangers()))) === 200) taken += 1;
    expect(taken).toBeGreaterThan(30);
    expect(taken).toBeLessThan(45);
    expect(await statusFrom('2001:db8:1::1', large(strangers()))).toBe(200);
    expect(await statusFrom('203.0.113.7', large(strangers()))).toBe(200);
  });

  it('and a request is taken whole or comes later whole, many at once too', async () => {
    await start({ recordBytesPerDay: 100 * KIB });
    const requests = Array.from({ length: 12 }, () => [large(strangers()), large(strangers())]);
    const statuses = await Promise.all(
      requests.map((lines, count) => statusFrom(`203.0.113.${String(count)}`, ...lines)),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
    expect(await readAll(service)).toHaveLength(4);
    // Records that had to come later are stored then, and nothing twice.
    now = new Date('2026-11-23T00:00:00.000Z');
    await restart({});
    for (const lines of requests) await send(service.url, bodyOf(...lines));
    expect(await readAll(service)).toHaveLength(24);
  });

  it('and what comes again, or is refused, takes none', async () => {
    await start({ recordBytesPerAddress: 100 * KIB });
    const again = large();
    for (let count = 0; count < 30; count += 1)
      expect(await statusFrom('203.0.113.7', again)).toBe(200);
    expect(await takenOf(() => '203.0.113.7', 20)).toBe(4);
  });
});

describe('a day’s counts outlast a restart', () => {
  const limits: Partial<Limits> = {
    recordBytesPerOwner: 100 * KIB,
    recordBytesPerAddress: 200 * KIB,
    recordBytesPerDay: 400 * KIB,
  };
  const ip4 = (count: number) => `203.0.113.${String(count)}`;

  it('of an owner, of an address and its networks, and of all', async () => {
    await start(limits);
    expect(await takenOf((count) => ip4(count), 9, owner)).toBe(5);
    await restart(limits);
    expect(await statusFrom(ip4(20), large())).toBe(429);
    expect(await takenOf(() => '2001:db8::1', 20)).toBe(11);
    await restart(limits);
    expect(await statusFrom('2001:db8::1', large(strangers()))).toBe(429);
    expect(await takenOf((count) => `2001:db8:0:${String(count)}::1`, 20)).toBeLessThan(7);
    expect(await takenOf((count) => ip4(30 + count), 20)).toBeLessThan(20);
    await restart(limits);
    expect(await statusFrom(ip4(99), large(strangers()))).toBe(503);
    now = new Date('2026-11-23T00:00:00.000Z');
    await restart(limits);
    expect(await takenOf((count) => ip4(count), 9, owner)).toBe(5);
  });

  it('though the service is killed, and a request that was not stored counts for nothing', async () => {
    await start(limits);
    expect(await takenOf((count) => ip4(count), 9, owner)).toBe(5);
    const copy = mkdtempSync(join(tmpdir(), 'candor-record-quotas-'));
    for (const file of ['', '-wal'])
      copyFileSync(join(folder, `records.db${file}`), join(copy, `records.db${file}`));
    await stop();
    for (const file of ['', '-wal']) {
      rmSync(join(folder, `records.db${file}`), { force: true });
      copyFileSync(join(copy, `records.db${file}`), join(folder, `records.db${file}`));
    }
    rmSync(copy, { recursive: true });
    await start(limits);
    expect(await statusFrom(ip4(20), large())).toBe(429);
    expect(await takenOf((count) => ip4(count), 40)).toBe(18);
  });

  it('but for who erases, of whom nothing is left', async () => {
    await start(limits);
    await takenOf((count) => ip4(count), 9, owner);
    await withdraw(service.url, ownerKey);
    await stop();
    const database = new DatabaseSync(join(folder, 'records.db'), { readOnly: true });
    const rows = database.prepare('SELECT whose, key FROM day_counts').all();
    database.close();
    expect(rows.filter(({ key }) => key === owner)).toEqual([]);
    stop = () => Promise.resolve();
  });

  it('and names nobody: no address, and nothing of who sends as people do', async () => {
    await start({ recordBytesPerAddress: 1024 * KIB, recordBytesPerOwner: 1024 * KIB });
    await statusFrom('203.0.113.7', large());
    await takenOf(() => '203.0.113.8', 30);
    await stop();
    stop = () => Promise.resolve();
    const database = new DatabaseSync(join(folder, 'records.db'), { readOnly: true });
    const rows = database.prepare('SELECT whose, key FROM day_counts').all();
    database.close();
    expect(rows.map(({ whose }) => whose).toSorted()).toEqual(['all', 'network']);
    expect(Number(rows.find(({ whose }) => whose === 'network')?.['key'])).toBeLessThan(65_536);
  });
});

describe('what is counted', () => {
  const quotasOf = (limits: Partial<Limits>) => {
    const database = new DatabaseSync(':memory:');
    stop = () => {
      database.close();
      return Promise.resolve();
    };
    database.exec(dayCountsSchema);
    return createRecordQuotas(database, { ...defaultLimits, ...limits }, () => now);
  };
  const rowOf = (of: string): NewRow => ({
    id: strangers(),
    category: 'error',
    surface: 'desktop',
    name: 'exception',
    at: now.toISOString(),
    appName: 'Candor',
    appVersion: '0.1.0',
    owner: of,
    fields: `"${long}"`,
    typed: typedFieldsOf('error', 'exception', {}),
    pepperId: null,
    digest: '',
  });

  it('is each owner’s and address’s own, though more come than are told apart', () => {
    const { reserve } = quotasOf({
      recordBytesPerOwner: 20 * KIB,
      recordBytesPerAddress: 20 * KIB,
    });
    for (let count = 0; count < 30_000; count += 1)
      expect(reserve(`address ${String(count)}`, [rowOf(`owner ${String(count)}`)]).ok).toBe(true);
    expect(reserve('address 0', [rowOf('another')]).ok).toBe(true);
    expect(reserve('address 0', [rowOf('another'), rowOf('another')]).ok).toBe(false);
  });

  it('goes once, if an owner is erased while theirs is just being stored', () => {
    const { reserve, erased, used } = quotasOf({});
    const [theirs, others] = [rowOf('theirs'), rowOf('others')];
    reserve('a', [others]);
    const before = used().day;
    const kept = reserve('b', [theirs, theirs]);
    erased('theirs');
    if (kept.ok) kept.room.settle([]);
    expect(used().day).toBe(before);
  });
});

describe('erasing gives room back', () => {
  const key = (number: number) =>
    createHash('sha256')
      .update(`key ${String(number)}`)
      .digest('hex');
  const ownerOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

  it('of what is kept', async () => {
    await start({ recordBytesKept: MIB });
    await takenOf((count) => `203.0.113.${String(count % 250)}`, 25, owner);
    await takenOf((count) => `203.0.113.${String(count % 250)}`, 200);
    expect(await statusFrom('198.51.100.7', large(ownerOf(key(1))))).toBe(503);
    expect(await withdraw(service.url, ownerKey)).toMatchObject({ erased: 25 });
    expect(await takenOf(() => '198.51.100.7', 200)).toBeGreaterThan(10);
  });

  it('of a day, and only what was erased', async () => {
    await start({ recordBytesPerDay: 100 * KIB });
    const [first, second] = [key(1), key(2)];
    for (const of of [first, first, first, second, second])
      expect(await statusFrom('203.0.113.7', large(ownerOf(of)))).toBe(200);
    expect(await statusFrom('203.0.113.7', large())).toBe(503);
    await withdraw(service.url, key(3));
    expect(await statusFrom('203.0.113.7', large())).toBe(503);
    await withdraw(service.url, first);
    await withdraw(service.url, first);
    expect(await takenOf(() => '203.0.113.7', 20)).toBe(3);
  });
});

describe('what withdraws made-up owners', () => {
  const keyOf = (number: number) => createHash('sha256').update(String(number)).digest('hex');
  const isRefused = async (key: string) => {
    const line = large(createHash('sha256').update(key).digest('hex'));
    return (await send(service.url, bodyOf(line))).rejected.length === 1;
  };

  it('is forgotten, the oldest first, and who had records erased is not', async () => {
    await start({ withdrawalsKept: 4 });
    await send(service.url, bodyOf(large()));
    expect(await withdraw(service.url, ownerKey)).toMatchObject({ erased: 1 });
    for (let number = 0; number < 9; number += 1) {
      now = new Date(now.getTime() + 1000);
      await withdraw(service.url, keyOf(number));
    }
    await restart({ withdrawalsKept: 4 });
    now = new Date(now.getTime() + 1000);
    await withdraw(service.url, keyOf(9));
    const refused = await Promise.all([5, 6, 7, 8, 9].map((number) => isRefused(keyOf(number))));
    expect(refused).toEqual([false, false, true, true, true]);
    expect(await isRefused(ownerKey)).toBe(true);
  });

  it('has a bound, even where each had records', async () => {
    await start({ withdrawalsKept: 2 });
    for (let number = 0; number < 4; number += 1) {
      now = new Date(now.getTime() + 1000);
      await isRefused(keyOf(number));
      await withdraw(service.url, keyOf(number));
    }
    expect(await isRefused(keyOf(1))).toBe(false);
    expect(await isRefused(keyOf(3))).toBe(true);
  });
});

describe('the records’ quotas on the command line', () => {
  const limitsOf = (...args: string[]) => {
    const command = readCommandLine(args);
    if (!command.ok || command.value.kind !== 'serve') throw new Error('it is refused');
    return command.value.limits;
  };

  it.each([
    ['--record-mib-per-owner', 'recordBytesPerOwner', 32],
    ['--record-mib-per-address', 'recordBytesPerAddress', 256],
    ['--record-mib-per-day', 'recordBytesPerDay', 8192],
    ['--record-mib-kept', 'recordBytesKept', 204_800],
  ])('%s sets %s', (option, limit, usual) => {
    expect(limitsOf(option, '7')).toMatchObject({ [limit]: 7 * MIB });
    expect(limitsOf()).toMatchObject({ [limit]: usual * MIB });
    for (const text of ['0', '-1', '1.5', '1e3', 'x', '', '10000000'])
      expect(readCommandLine([`${option}=${text}`]).ok).toBe(false);
    expect(readCommandLine(['rotate-pepper', option, '7']).ok).toBe(false);
  });
});
