import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seeded } from '../../contract/testing/seeded.testkit.ts';
import { bytesIn, entryOf, everything, temporaryFolder } from '../testing/telemetry.testkit.ts';
import type { Drawer } from '../core/ports.ts';
import { drawerBounds, type DrawerBounds } from './drawerBounds.ts';
import { createSqliteDrawer } from './sqliteDrawer.ts';

const NOW = Date.parse('2026-11-22T10:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 86_400_000;

function closeAfterwards(drawer: Drawer) {
  onTestFinished(() => {
    drawer.close();
  });
}

function open({
  folder = temporaryFolder(),
  bounds = {},
}: { folder?: string; bounds?: Partial<DrawerBounds> } = {}) {
  const file = join(folder, 'error.db');
  const setAside: string[] = [];
  const time = { now: NOW };
  const drawer = createSqliteDrawer({
    file,
    bounds: { ...drawerBounds, ...bounds },
    now: () => time.now,
    onSetAside: (aside) => void setAside.push(aside),
    onUnusable: () => undefined,
  });
  closeAfterwards(drawer);
  return { drawer, file, folder, setAside, time };
}

const increment = (amount: number, key = '') =>
  ({ day: '2026-11-22', surface: 'desktop', name: 'imSent', key, amount }) as const;
const textOf = (line: Uint8Array) => Buffer.from(line).toString();
const receipt = (entry: { id: string; digest: string }) => ({
  id: entry.id,
  digest: entry.digest,
  receivedAt: '2026-11-22T10:00:01.000Z',
  signature: 'c2ln',
});

function rows(file: string) {
  const database = new DatabaseSync(file, { readOnly: true });
  const all = database.prepare('SELECT id, line, state, reason FROM records ORDER BY place').all();
  const counters = database.prepare('SELECT amount FROM counters').all();
  const totals = database.prepare('SELECT state, count, bytes FROM totals').all();
  database.close();
  return { records: all, counters, totals };
}

describe('a drawer', () => {
  it('gives back the very bytes, oldest first, also after it was closed', () => {
    const { drawer } = open();
    const entries = [entryOf('one €'), entryOf('two\u0000'), entryOf('three')];
    drawer.append(entries.slice(0, 2), []);
    drawer.append(entries.slice(2), []);
    const expected = entries.map(({ line }) => textOf(line));
    expect(drawer.waiting(everything).map(({ line }) => textOf(line))).toEqual(expected);
    drawer.close();
    expect(drawer.waiting(everything).map(({ line }) => textOf(line))).toEqual(expected);
  });

  it('makes no file before there is something to keep', () => {
    const { drawer, folder } = open();
    expect(drawer.waiting(everything)).toEqual([]);
    expect(drawer.tidy()).toBe(0);
    drawer.discardSurface('desktop');
    drawer.purge();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps its files from other accounts, and their folder', () => {
    const { file, folder } = open();
    const deep = createSqliteDrawer({
      file: join(folder, 'outbox', 'error.db'),
      bounds: drawerBounds,
      now: () => NOW,
      onSetAside: () => undefined,
      onUnusable: () => undefined,
    });
    closeAfterwards(deep);
    deep.append([entryOf()], []);
    expect(statSync(join(folder, 'outbox')).mode & 0o777).toBe(0o700);
    const names = readdirSync(join(folder, 'outbox'));
    expect(names.toSorted()).toEqual(['error.db', 'error.db-shm', 'error.db-wal']);
    for (const name of names)
      expect(statSync(join(folder, 'outbox', name)).mode & 0o777).toBe(0o600);
    expect(existsSync(file)).toBe(false);
  });

  it('hands out as many as fit into a request, but one at least', () => {
    const { drawer } = open();
    const entries = Array.from({ length: 10 }, () => entryOf('x'.repeat(1000)));
    drawer.append(entries, []);
    const size = entries[0]!.line.length + 1;
    const waiting = (count: number, bytes: number) => drawer.waiting({ count, bytes }).length;
    expect(waiting(3, Infinity)).toBe(3);
    expect(waiting(100, 4 * size)).toBe(4);
    expect(waiting(100, 4 * size - 1)).toBe(3);
    expect(waiting(100, 1)).toBe(1);
  });
});

describe('its bounds', () => {
  const bounded = (waiting: Partial<DrawerBounds['waiting']>) =>
    open({ bounds: { waiting: { ...drawerBounds.waiting, ...waiting } } });

  it('let the oldest go by count, and say how many', () => {
    const { drawer } = bounded({ count: 3 });
    const entries = Array.from({ length: 5 }, () => entryOf());
    expect(drawer.append(entries.slice(0, 3), [])).toBe(0);
    expect(drawer.append(entries.slice(3), [])).toBe(2);
    expect(drawer.waiting(everything).map(({ id }) => id)).toEqual(
      entries.slice(2).map(({ id }) => id),
    );
  });

  it('let the oldest go by bytes', () => {
    const entries = Array.from({ length: 5 }, () => entryOf('y'.repeat(500)));
    const { drawer } = bounded({ bytes: entries[0]!.line.length * 2 });
    expect(drawer.append(entries, [])).toBe(3);
    expect(drawer.waiting(everything)).toHaveLength(2);
  });

  it('let the oldest go by age, also where nothing is added', () => {
    const { drawer, time } = bounded({ age: DAY });
    drawer.append([entryOf()], []);
    time.now += 2 * HOUR;
    drawer.append([entryOf()], []);
    time.now = NOW + DAY + HOUR;
    expect(drawer.tidy()).toBe(1);
    time.now += 2 * HOUR;
    expect(drawer.tidy()).toBe(1);
  });

  it('count from when a record was stored, whatever it says of when it was made', () => {
    const { drawer, time } = bounded({ age: DAY });
    const years = [2020, 2026, 2035].map((year) => entryOf('', { at: Date.UTC(year, 0) }));
    drawer.append(years, []);
    time.now += DAY - HOUR;
    expect(drawer.tidy()).toBe(0);
    time.now += 2 * HOUR;
    expect(drawer.tidy()).toBe(3);
  });

  const wrongClocks = ['2020-01-01', '2035-06-01', '1970-01-01'].map((day) => Date.parse(day));

  it.each(wrongClocks)(
    'keep what was stored while the clock stood wrong, once it is right, and let it go in its time: %d',
    (wrong) => {
      for (const restarts of [false, true]) {
        const { drawer, time } = bounded({ age: DAY });
        const restart = () => {
          if (restarts) drawer.close();
        };
        drawer.append([entryOf()], []);
        time.now = wrong;
        restart();
        drawer.append([entryOf('', { at: wrong })], []);
        time.now = NOW + HOUR;
        restart();
        expect(drawer.tidy()).toBe(0);
        time.now += DAY - 2 * HOUR;
        restart();
        expect(drawer.tidy()).toBe(0);
        time.now += 3 * HOUR;
        restart();
        expect(drawer.tidy()).toBe(2);
      }
    },
  );

  it('count the days on which a device was off, and those on which it slept', () => {
    for (const isOff of [true, false]) {
      const { drawer, time } = bounded({});
      drawer.append([entryOf()], []);
      time.now += 29 * DAY;
      if (isOff) drawer.close();
      expect(drawer.tidy()).toBe(0);
      drawer.append([entryOf()], []);
      time.now += 11 * DAY;
      if (isOff) drawer.close();
      expect(drawer.tidy()).toBe(1);
    }
  });

  it('do not count what was sent among what was dropped, and bound it apart', () => {
    const settled = { ...drawerBounds.settled, count: 1 };
    const { drawer, file } = open({ bounds: { settled } });
    const entries = [entryOf(), entryOf(), entryOf()];
    drawer.append(entries, []);
    drawer.settle({ receipts: entries.slice(0, 2).map(receipt), rejected: [] });
    expect(drawer.tidy()).toBe(0);
    expect(rows(file).records.map(({ state }) => state)).toEqual(['sent', 'waiting']);
  });

  it('lose nothing when the clock is set back, and then count on', () => {
    const { drawer, time } = bounded({ age: DAY });
    drawer.append([entryOf('', { at: NOW })], []);
    time.now = NOW - 1000 * DAY;
    expect(drawer.tidy()).toBe(0);
    time.now += DAY - HOUR;
    expect(drawer.tidy()).toBe(0);
    time.now += 2 * HOUR;
    expect(drawer.tidy()).toBe(1);
  });

  it('let damaged files that were set aside go by the age of what is kept to be seen', () => {
    const { drawer, file, time } = bounded({});
    const aside = `${file}.unreadable-${NOW}`;
    for (const path of [aside, `${aside}-wal`, `${aside}-again`]) writeFileSync(path, 'CANARY');
    time.now = NOW + drawerBounds.settled.age;
    drawer.tidy();
    expect(existsSync(aside)).toBe(true);
    time.now += 1;
    drawer.tidy();
    expect(globSync(`${file}.unreadable-*`)).toEqual([]);
  });
});

describe('verdicts', () => {
  it('settle only what the receipt names by id and digest, and only what still waits', () => {
    const { drawer, file } = open();
    const [good, wrong, rejected] = [entryOf(), entryOf(), entryOf()];
    drawer.append([good, wrong, rejected], []);
    const reject = { id: rejected.id, reason: 'day is not a valid day' };
    drawer.settle({
      receipts: [receipt(good), { ...receipt(wrong), digest: 'f'.repeat(64) }],
      rejected: [reject, { id: good.id, reason: 'said after its receipt' }],
    });
    expect(drawer.waiting(everything).map(({ id }) => id)).toEqual([wrong.id]);
    expect(rows(file).records.map(({ state, reason }) => [state, reason])).toEqual([
      ['sent', null],
      ['waiting', null],
      ['rejected', 'day is not a valid day'],
    ]);
    const [waiting] = rows(file).totals.filter(({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ count: 1, bytes: wrong.line.length });
  });

  it('and tries keep why, as kinds or as the words of others, an earlier Candor’s among them', () => {
    const { drawer, file } = open();
    const [kind, words, earlier, refused] = [entryOf(), entryOf(), entryOf(), entryOf()];
    drawer.append([kind, words, earlier, refused], []);
    drawer.tried([kind.id], { kind: 'status', status: 503 });
    drawer.tried([words.id], 'net::ERR_CONNECTION_REFUSED');
    drawer.settle({
      receipts: [],
      rejected: [{ id: refused.id, reason: { kind: 'status', status: 413 } }],
    });
    drawer.close();
    const database = new DatabaseSync(file);
    database
      .prepare('UPDATE records SET problem = ? WHERE id = ?')
      .run('the service answered 503', earlier.id);
    database.close();
    expect(drawer.all().map(({ problem, reason }) => problem ?? reason)).toEqual([
      { kind: 'status', status: 503 },
      'net::ERR_CONNECTION_REFUSED',
      'the service answered 503',
      { kind: 'status', status: 413 },
    ]);
  });

  it('discard what came from one surface, down to the bytes', () => {
    const { drawer, folder } = open();
    const kept = entryOf('KEPT');
    const refused = entryOf('CANARY-2', { surface: 'meetings' });
    drawer.append([kept, refused], [{ ...increment(5), surface: 'meetings', name: 'CANARY-3' }]);
    writeFileSync(join(folder, 'error.db.unreadable-1'), 'CANARY-4');
    drawer.discardSurface('meetings');
    expect(drawer.waiting(everything).map(({ id }) => id)).toEqual([kept.id]);
    expect(bytesIn(folder)).not.toContain('CANARY');
    expect(bytesIn(folder)).toContain('KEPT');
  });
});

describe('counters', () => {
  it('add up, and roll into records in one step', () => {
    const { drawer } = open();
    drawer.append([], [increment(2), increment(3), increment(4, 'options')]);
    drawer.append([], [increment(10)]);
    const seen: unknown[] = [];
    drawer.roll((counters, mark) => {
      seen.push(mark, ...counters);
      return { entries: [entryOf('rolled')], mark: 'today' };
    });
    expect(seen).toEqual([undefined, increment(15), increment(4, 'options')]);
    drawer.roll((counters, mark) => {
      expect([counters, mark]).toEqual([[], 'today']);
      return undefined;
    });
    expect(drawer.waiting(everything)).toHaveLength(1);
  });

  it('stay where the roll fails half-way', () => {
    const { drawer } = open();
    drawer.append([entryOf()], [increment(2)]);
    const unfit = entryOf('', { line: 'no bytes' as unknown as Uint8Array });
    expect(() => {
      drawer.roll(() => ({ entries: [entryOf(), unfit], mark: 'today' }));
    }).toThrow();
    drawer.roll((counters, mark) => {
      expect([counters, mark]).toEqual([[increment(2)], undefined]);
      return undefined;
    });
    expect(drawer.waiting(everything)).toHaveLength(1);
  });
});

describe('a record that is there already', () => {
  it('changes nothing when it is appended again, whatever became of it', () => {
    const { drawer } = open();
    const [sent, waiting] = [entryOf('sent'), entryOf('waiting')];
    drawer.append([sent, waiting], []);
    const { id, digest } = sent;
    const receipt = { id, digest, receivedAt: '2026-11-22T10:00:00.000Z', signature: 'c2ln' };
    drawer.settle({ receipts: [receipt], rejected: [] });
    drawer.append([sent, waiting], []);
    expect(drawer.waiting(everything).map((entry) => entry.id)).toEqual([waiting.id]);
  });
});

describe('an unreadable file', () => {
  const garbage: [string, (file: string) => void][] = [
    [
      'garbage',
      (file) => {
        writeFileSync(file, 'CANARY '.repeat(1000));
      },
    ],
    [
      'a database of another shape',
      (file) => {
        const other = new DatabaseSync(file);
        other.exec("CREATE TABLE records (note TEXT); INSERT INTO records VALUES ('CANARY')");
        other.close();
      },
    ],
    [
      'rows that no version of ours wrote',
      (file) => {
        const { drawer } = openAt(file);
        drawer.append([entryOf('CANARY')], []);
        drawer.close();
        const other = new DatabaseSync(file);
        other.exec("UPDATE records SET surface = 'web'");
        other.close();
      },
    ],
    [
      'totals that are gone',
      (file) => {
        const { drawer } = openAt(file);
        drawer.append([entryOf('CANARY')], []);
        drawer.close();
        const other = new DatabaseSync(file);
        other.exec('DROP TRIGGER record_added; DROP TABLE totals; CREATE TABLE totals (x)');
        other.close();
      },
    ],
  ];

  const openAt = (file: string) => {
    const setAside: string[] = [];
    const onSetAside = (aside: string) => void setAside.push(aside);
    const drawer = createSqliteDrawer({
      ...{ file, bounds: drawerBounds, now: () => NOW, onSetAside },
      onUnusable: () => undefined,
    });
    closeAfterwards(drawer);
    return { drawer, setAside };
  };

  it.each(garbage)('that holds %s is set aside whole, and a new one works', (_what, spoil) => {
    const folder = temporaryFolder();
    const file = join(folder, 'error.db');
    spoil(file);
    const { drawer, setAside } = openAt(file);
    drawer.waiting(everything);
    drawer.append([entryOf('new')], [increment(1)]);
    expect(setAside).toEqual([`${file}.unreadable-${NOW}`]);
    expect(readFileSync(setAside[0]!, 'latin1')).toContain('CANARY');
    expect(drawer.waiting(everything)).toHaveLength(1);
    drawer.purge();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never takes the place of one set aside before', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'error.db');
    for (const text of ['first'.repeat(1000), 'second'.repeat(1000)]) {
      writeFileSync(file, text);
      const { drawer } = openAt(file);
      drawer.append([], [increment(1)]);
      drawer.close();
      unlinkSync(file);
    }
    expect(bytesIn(folder)).toContain('first');
    expect(bytesIn(folder)).toContain('second');
  });

  it('that is spoilt while it is open loses nothing that comes after', () => {
    const { drawer, file, setAside } = open();
    const entries = Array.from({ length: 300 }, () => entryOf('z'.repeat(2000)));
    drawer.append(entries, []);
    drawer.close();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
    const later = entryOf('later');
    drawer.append([later], []);
    expect(drawer.waiting(everything).map(({ id }) => id)).toContain(later.id);
    expect(setAside.length).toBeLessThanOrEqual(1);
  });
});

describe('purge', () => {
  it('leaves no byte: not in the database, its log of changes, nor in what was set aside', () => {
    const { drawer, folder, file } = open();
    writeFileSync(`${file}.unreadable-1`, 'CANARY');
    writeFileSync(`${file}.unreadable-1-wal`, 'CANARY');
    drawer.append([entryOf('CANARY')], [increment(1)]);
    expect(bytesIn(folder)).toContain('CANARY');
    drawer.purge();
    expect(readdirSync(folder)).toEqual([]);
    drawer.append([entryOf('after')], []);
    expect(drawer.waiting(everything)).toHaveLength(1);
    expect(bytesIn(folder)).not.toContain('CANARY');
  });

  it('leaves the other categories alone', () => {
    const { drawer, folder } = open();
    writeFileSync(join(folder, 'usage.db'), 'usage');
    drawer.append([entryOf('CANARY')], []);
    drawer.purge();
    expect(readdirSync(folder)).toEqual(['usage.db']);
  });

  it('deletes 100,000 waiting records', () => {
    const { drawer, folder } = open();
    for (let batch = 0; batch < 10; batch += 1)
      drawer.append(
        Array.from({ length: 10_000 }, () => entryOf('CANARY')),
        [],
      );
    drawer.purge();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that the disk refuses is made up for before anything is seen again', (test) => {
    const { drawer, file } = open();
    drawer.append([entryOf('CANARY')], []);
    const blocked = `${file}.unreadable-1`;
    const immutable = process.getuid?.() === 0 && makeImmutable(blocked);
    if (!immutable) {
      test.skip('a file that cannot be deleted needs root and chattr');
      return;
    }
    expect(() => {
      drawer.purge();
    }).toThrow();
    expect(drawer.waiting(everything)).toEqual([]);
    expect(() => drawer.append([entryOf('later')], [])).toThrow();
    immutable();
    expect(drawer.waiting(everything)).toEqual([]);
  });
});

/** Makes a file that even root can't delete, where the file system knows how. @returns what ends that. */
function makeImmutable(file: string): (() => void) | undefined {
  writeFileSync(file, '');
  try {
    execFileSync('chattr', ['+i', file], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const end = () => {
    if (existsSync(file)) execFileSync('chattr', ['-i', file], { stdio: 'ignore' });
  };
  onTestFinished(end);
  return end;
}

/** A file system of 512 KiB; only root can have one. */
function tinyDisk(): string | undefined {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

describe('a full disk', () => {
  it('makes appending throw, keeps what is there, and lets it work again later', (test) => {
    const folder = tinyDisk();
    if (!folder) {
      test.skip('a file system of its own needs root');
      return;
    }
    const { drawer } = open({ folder });
    const kept: string[] = [];
    const fill = () => {
      for (;;) {
        const entry = entryOf('f'.repeat(5000));
        drawer.append([entry], [increment(1)]);
        kept.push(entry.id);
      }
    };
    expect(fill).toThrow();
    expect(kept.length).toBeGreaterThan(5);
    const ids = () => drawer.waiting(everything).map(({ id }) => id);
    expect(ids()).toEqual(kept);
    execFileSync('mount', ['-o', 'remount,size=4m', folder]);
    const later = entryOf('later');
    drawer.append([later], [increment(1)]);
    expect(ids()).toEqual([...kept, later.id]);
    drawer.roll((counters) => {
      expect(counters).toEqual([increment(kept.length + 1)]);
      return undefined;
    });
  });

  it('does not keep a withdrawal from deleting', (test) => {
    const folder = tinyDisk();
    if (!folder) {
      test.skip('a file system of its own needs root');
      return;
    }
    const { drawer } = open({ folder });
    expect(() => {
      for (;;) drawer.append([entryOf('CANARY'.repeat(800))], []);
    }).toThrow();
    drawer.purge();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a process killed at any instant', () => {
  const script = join(import.meta.dirname, '../testing/appendForever.testkit.ts');

  /** Runs the script until it has acknowledged so many records, and kills it. */
  async function runAndKill(file: string, acknowledged: number): Promise<string[]> {
    const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'close');
    const ids: string[] = [];
    for await (const id of createInterface({ input: child.stdout })) {
      ids.push(id);
      if (ids.length === acknowledged) child.kill('SIGKILL');
    }
    expect(await exited).toEqual([null, 'SIGKILL']);
    return ids;
  }

  it('has lost nothing it acknowledged, and counted nothing twice', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'usage.db');
    const unit = seeded(Date.now());
    const acknowledged: string[] = [];
    for (let kill = 0; kill < 12; kill += 1) {
      acknowledged.push(...(await runAndKill(file, 1 + Math.floor(unit() * 60))));
      const { records, counters } = rows(file);
      const ids = new Set(records.map(({ id }) => String(id)));
      expect(ids.size).toBe(records.length);
      for (const id of acknowledged) expect(ids).toContain(id);
      const texts = records.map(({ line }) => textOf(line as Uint8Array));
      const appended = texts.filter((text) => text === 'appended').length;
      const rolled = texts.map((text) => Number(/^rolled (\d+)$/.exec(text)?.[1] ?? 0));
      const waiting = counters.map(({ amount }) => Number(amount));
      const counted = [...rolled, ...waiting].reduce((sum, amount) => sum + amount, 0);
      expect(counted).toBe(appended);
    }
    chmodSync(file, 0o600);
  }, 60_000);
});
