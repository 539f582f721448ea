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
import { seeded } from '../../../contract/testing/seeded.testkit.ts';
import { bytesIn, entryOf, everything, temporaryFolder } from '../../testing/telemetry.testkit.ts';
import type { Outbox } from '../../core/ports/outbox.ts';
import { outboxBounds, type OutboxBounds } from './outboxBounds.ts';
import { createSqliteOutbox } from './sqliteOutbox.ts';

const NOW = Date.parse('2026-11-22T10:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 86_400_000;

function closeAfterwards(outbox: Outbox) {
  onTestFinished(() => {
    outbox.close();
  });
}

function open({
  folder = temporaryFolder(),
  bounds = {},
}: { folder?: string; bounds?: Partial<OutboxBounds> } = {}) {
  const file = join(folder, 'error.db');
  const setAside: string[] = [];
  const time = {
    now: NOW,
    up: 0,
    pass: (milliseconds: number) => {
      time.now += milliseconds;
      time.up += milliseconds;
    },
  };
  const outbox = createSqliteOutbox({
    file,
    bounds: { ...outboxBounds, ...bounds },
    now: () => time.now,
    uptime: () => time.up,
    onSetAside: (aside) => void setAside.push(aside),
    onUnusable: () => undefined,
  });
  closeAfterwards(outbox);
  return { outbox, file, folder, setAside, time };
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

describe('an outbox', () => {
  it('gives back the very bytes, oldest first, also after it was closed', () => {
    const { outbox } = open();
    const entries = [entryOf('one €'), entryOf('two\u0000'), entryOf('three')];
    outbox.append(entries.slice(0, 2), []);
    outbox.append(entries.slice(2), []);
    const expected = entries.map(({ line }) => textOf(line));
    expect(outbox.waiting(everything).map(({ line }) => textOf(line))).toEqual(expected);
    outbox.close();
    expect(outbox.waiting(everything).map(({ line }) => textOf(line))).toEqual(expected);
  });

  it('makes no file before there is something to keep', () => {
    const { outbox, folder } = open();
    expect(outbox.waiting(everything)).toEqual([]);
    expect(outbox.tidy()).toBe(0);
    outbox.purgeSurface('desktop');
    outbox.purge();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps its files from other accounts, and their folder', () => {
    const { file, folder } = open();
    const deep = createSqliteOutbox({
      file: join(folder, 'outbox', 'error.db'),
      bounds: outboxBounds,
      now: () => NOW,
      uptime: () => 0,
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
    const { outbox } = open();
    const entries = Array.from({ length: 10 }, () => entryOf('x'.repeat(1000)));
    outbox.append(entries, []);
    const size = entries[0]!.line.length + 1;
    const waiting = (count: number, bytes: number) => outbox.waiting({ count, bytes }).length;
    expect(waiting(3, Infinity)).toBe(3);
    expect(waiting(100, 4 * size)).toBe(4);
    expect(waiting(100, 4 * size - 1)).toBe(3);
    expect(waiting(100, 1)).toBe(1);
  });
});

describe('its bounds', () => {
  const bounded = (waiting: Partial<OutboxBounds['waiting']>) =>
    open({ bounds: { waiting: { ...outboxBounds.waiting, ...waiting } } });

  it('let the oldest go by count, and say how many', () => {
    const { outbox } = bounded({ count: 3 });
    const entries = Array.from({ length: 5 }, () => entryOf());
    expect(outbox.append(entries.slice(0, 3), [])).toBe(0);
    expect(outbox.append(entries.slice(3), [])).toBe(2);
    expect(outbox.waiting(everything).map(({ id }) => id)).toEqual(
      entries.slice(2).map(({ id }) => id),
    );
  });

  it('let the oldest go by bytes', () => {
    const entries = Array.from({ length: 5 }, () => entryOf('y'.repeat(500)));
    const { outbox } = bounded({ bytes: entries[0]!.line.length * 2 });
    expect(outbox.append(entries, [])).toBe(3);
    expect(outbox.waiting(everything)).toHaveLength(2);
  });

  it('let the oldest go by age, also where nothing is added', () => {
    const { outbox, time } = bounded({ age: DAY });
    outbox.append([entryOf()], []);
    time.pass(2 * HOUR);
    outbox.append([entryOf()], []);
    time.pass(DAY - HOUR);
    expect(outbox.tidy()).toBe(1);
    time.pass(2 * HOUR);
    expect(outbox.tidy()).toBe(1);
  });

  it('count from when a record was stored, whatever it says of when it was made', () => {
    const { outbox, time } = bounded({ age: DAY });
    const years = [2020, 2026, 2035].map((year) => entryOf('', { at: Date.UTC(year, 0) }));
    outbox.append(years, []);
    time.pass(DAY - HOUR);
    expect(outbox.tidy()).toBe(0);
    time.pass(2 * HOUR);
    expect(outbox.tidy()).toBe(3);
  });

  const wrongClocks = ['2020-01-01', '2035-06-01', '1970-01-01'].map((day) => Date.parse(day));

  it.each(wrongClocks)(
    'keep what was stored while the clock stood wrong, once it is right, and let it go in its time: %d',
    (wrong) => {
      for (const restarts of [false, true]) {
        const { outbox, time } = bounded({ age: DAY });
        const restart = () => {
          if (restarts) outbox.close();
        };
        outbox.append([entryOf()], []);
        time.now = wrong;
        restart();
        outbox.append([entryOf('', { at: wrong })], []);
        time.now = NOW + HOUR;
        restart();
        expect(outbox.tidy()).toBe(0);
        time.pass(DAY - 2 * HOUR);
        restart();
        expect(outbox.tidy()).toBe(0);
        time.pass(3 * HOUR);
        restart();
        expect(outbox.tidy()).toBe(2);
      }
    },
  );

  it.each([-179, -60, -1, 1, 60, 179])(
    'make nothing older when a clock that was %d days wrong is put right while Candor runs',
    (days) => {
      const { outbox, time } = bounded({});
      time.now = NOW + days * DAY;
      outbox.append([entryOf()], []);
      time.now = NOW;
      expect(outbox.tidy()).toBe(0);
      time.pass(29 * DAY);
      expect(outbox.tidy()).toBe(0);
      time.pass(2 * DAY);
      expect(outbox.tidy()).toBe(1);
    },
  );

  it('count the days on which a device was off, and those on which it slept', () => {
    for (const isOff of [true, false]) {
      const { outbox, time } = bounded({});
      outbox.append([entryOf()], []);
      const days = (count: number) => {
        if (isOff) outbox.close();
        if (isOff) time.now += count * DAY;
        else time.pass(count * DAY);
      };
      days(29);
      expect(outbox.tidy()).toBe(0);
      outbox.append([entryOf()], []);
      days(11);
      expect(outbox.tidy()).toBe(1);
    }
  });

  it('do not count what was sent among what was dropped, and bound it apart', () => {
    const settled = { ...outboxBounds.settled, count: 1 };
    const { outbox, file } = open({ bounds: { settled } });
    const entries = [entryOf(), entryOf(), entryOf()];
    outbox.append(entries, []);
    outbox.settle({ receipts: entries.slice(0, 2).map(receipt), rejected: [] });
    expect(outbox.tidy()).toBe(0);
    expect(rows(file).records.map(({ state }) => state)).toEqual(['sent', 'waiting']);
  });

  it('lose nothing when the clock is set back, and then count on', () => {
    const { outbox, time } = bounded({ age: DAY });
    outbox.append([entryOf('', { at: NOW })], []);
    time.now = NOW - 1000 * DAY;
    expect(outbox.tidy()).toBe(0);
    time.pass(DAY - HOUR);
    expect(outbox.tidy()).toBe(0);
    time.pass(2 * HOUR);
    expect(outbox.tidy()).toBe(1);
  });

  it('let damaged files that were set aside go by the age of what is kept to be seen', () => {
    const { outbox, file, time } = bounded({});
    const aside = `${file}.unreadable-${NOW}`;
    for (const path of [aside, `${aside}-wal`, `${aside}-again`]) writeFileSync(path, 'CANARY');
    outbox.tidy();
    time.pass(outboxBounds.settled.age - HOUR);
    outbox.tidy();
    expect(existsSync(aside)).toBe(true);
    time.pass(HOUR + 1);
    outbox.tidy();
    expect(globSync(`${file}.unreadable-*`)).toEqual([]);
  });

  it.each(wrongClocks)(
    'keep damaged files that were set aside while the clock stood wrong, once it is right, and let them go in their time: %d',
    (wrong) => {
      for (const restarts of [false, true]) {
        const { outbox, file, time, setAside } = bounded({});
        const restart = () => {
          if (restarts) outbox.close();
        };
        writeFileSync(file, 'CANARY, and no database at all'.repeat(100));
        time.now = wrong;
        outbox.append([entryOf()], []);
        expect(setAside).toHaveLength(1);
        outbox.tidy();
        time.now = NOW;
        for (const days of [0, 80, 9]) {
          time.pass(days * DAY);
          restart();
          outbox.tidy();
          expect(globSync(`${file}.unreadable-*`)).toEqual(setAside);
        }
        time.pass(2 * DAY);
        restart();
        outbox.tidy();
        expect(globSync(`${file}.unreadable-*`)).toEqual([]);
      }
    },
  );

  it('tell how long other things were kept beside an outbox, and forget what is no longer there', () => {
    const { outbox, time } = bounded({});
    expect(outbox.ages([])).toEqual(new Map());
    expect(outbox.ages(['a'])).toEqual(new Map([['a', 0]]));
    time.pass(HOUR);
    const [a, b] = outbox.ages(['a', 'b']).values();
    expect(a).toBeGreaterThanOrEqual(HOUR);
    expect(b).toBe(0);
    outbox.ages(['b']);
    expect(outbox.ages(['a', 'b']).get('a')).toBe(0);
    outbox.purgeSurface('desktop');
    expect(outbox.ages(['b'])).toEqual(new Map([['b', 0]]));
  });
});

describe('verdicts', () => {
  it('settle only what the receipt names by id and digest, and only what still waits', () => {
    const { outbox, file } = open();
    const [good, wrong, rejected] = [entryOf(), entryOf(), entryOf()];
    outbox.append([good, wrong, rejected], []);
    const reject = { id: rejected.id, reason: 'day is not a valid day' };
    outbox.settle({
      receipts: [receipt(good), { ...receipt(wrong), digest: 'f'.repeat(64) }],
      rejected: [reject, { id: good.id, reason: 'said after its receipt' }],
    });
    expect(outbox.waiting(everything).map(({ id }) => id)).toEqual([wrong.id]);
    expect(rows(file).records.map(({ state, reason }) => [state, reason])).toEqual([
      ['sent', null],
      ['waiting', null],
      ['rejected', 'day is not a valid day'],
    ]);
    const [waiting] = rows(file).totals.filter(({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ count: 1, bytes: wrong.line.length });
  });

  it('and tries keep why, as kinds or as the words of others, an earlier Candor’s among them', () => {
    const { outbox, file } = open();
    const [kind, words, earlier, refused] = [entryOf(), entryOf(), entryOf(), entryOf()];
    outbox.append([kind, words, earlier, refused], []);
    outbox.tried([kind.id], { kind: 'status', status: 503 });
    outbox.tried([words.id], 'net::ERR_CONNECTION_REFUSED');
    outbox.settle({
      receipts: [],
      rejected: [{ id: refused.id, reason: { kind: 'status', status: 413 } }],
    });
    outbox.close();
    const database = new DatabaseSync(file);
    database
      .prepare('UPDATE records SET problem = ? WHERE id = ?')
      .run('the service answered 503', earlier.id);
    database.close();
    expect(outbox.all().map(({ problem, reason }) => problem ?? reason)).toEqual([
      { kind: 'status', status: 503 },
      'net::ERR_CONNECTION_REFUSED',
      'the service answered 503',
      { kind: 'status', status: 413 },
    ]);
  });

  it('discard what came from one surface, down to the bytes', () => {
    const { outbox, folder } = open();
    const kept = entryOf('KEPT');
    const refused = entryOf('CANARY-2', { surface: 'meetings' });
    outbox.append([kept, refused], [{ ...increment(5), surface: 'meetings', name: 'CANARY-3' }]);
    writeFileSync(join(folder, 'error.db.unreadable-1'), 'CANARY-4');
    outbox.purgeSurface('meetings');
    expect(outbox.waiting(everything).map(({ id }) => id)).toEqual([kept.id]);
    expect(bytesIn(folder)).not.toContain('CANARY');
    expect(bytesIn(folder)).toContain('KEPT');
  });
});

describe('counters', () => {
  it('add up, and roll into records in one step', () => {
    const { outbox } = open();
    outbox.append([], [increment(2), increment(3), increment(4, 'options')]);
    outbox.append([], [increment(10)]);
    const seen: unknown[] = [];
    outbox.roll((counters, mark) => {
      seen.push(mark, ...counters);
      return { entries: [entryOf('rolled')], mark: 'today' };
    });
    expect(seen).toEqual([undefined, increment(15), increment(4, 'options')]);
    outbox.roll((counters, mark) => {
      expect([counters, mark]).toEqual([[], 'today']);
      return undefined;
    });
    expect(outbox.waiting(everything)).toHaveLength(1);
  });

  it('stay where the roll fails half-way', () => {
    const { outbox } = open();
    outbox.append([entryOf()], [increment(2)]);
    const unfit = entryOf('', { line: 'no bytes' as unknown as Uint8Array });
    expect(() => {
      outbox.roll(() => ({ entries: [entryOf(), unfit], mark: 'today' }));
    }).toThrow();
    outbox.roll((counters, mark) => {
      expect([counters, mark]).toEqual([[increment(2)], undefined]);
      return undefined;
    });
    expect(outbox.waiting(everything)).toHaveLength(1);
  });
});

describe('a record that is there already', () => {
  it('changes nothing when it is appended again, whatever became of it', () => {
    const { outbox } = open();
    const [sent, waiting] = [entryOf('sent'), entryOf('waiting')];
    outbox.append([sent, waiting], []);
    const { id, digest } = sent;
    const receipt = { id, digest, receivedAt: '2026-11-22T10:00:00.000Z', signature: 'c2ln' };
    outbox.settle({ receipts: [receipt], rejected: [] });
    outbox.append([sent, waiting], []);
    expect(outbox.waiting(everything).map((entry) => entry.id)).toEqual([waiting.id]);
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
        const { outbox } = openAt(file);
        outbox.append([entryOf('CANARY')], []);
        outbox.close();
        const other = new DatabaseSync(file);
        other.exec("UPDATE records SET surface = 'web'");
        other.close();
      },
    ],
    [
      'totals that are gone',
      (file) => {
        const { outbox } = openAt(file);
        outbox.append([entryOf('CANARY')], []);
        outbox.close();
        const other = new DatabaseSync(file);
        other.exec('DROP TRIGGER record_added; DROP TABLE totals; CREATE TABLE totals (x)');
        other.close();
      },
    ],
  ];

  const openAt = (file: string) => {
    const setAside: string[] = [];
    const onSetAside = (aside: string) => void setAside.push(aside);
    const outbox = createSqliteOutbox({
      file,
      bounds: outboxBounds,
      now: () => NOW,
      uptime: () => 0,
      onSetAside,
      onUnusable: () => undefined,
    });
    closeAfterwards(outbox);
    return { outbox, setAside };
  };

  it.each(garbage)('that holds %s is set aside whole, and a new one works', (_what, spoil) => {
    const folder = temporaryFolder();
    const file = join(folder, 'error.db');
    spoil(file);
    const { outbox, setAside } = openAt(file);
    outbox.waiting(everything);
    outbox.append([entryOf('new')], [increment(1)]);
    expect(setAside).toEqual([`${file}.unreadable-${NOW}`]);
    expect(readFileSync(setAside[0]!, 'latin1')).toContain('CANARY');
    expect(outbox.waiting(everything)).toHaveLength(1);
    outbox.purge();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never takes the place of one set aside before', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'error.db');
    for (const text of ['first'.repeat(1000), 'second'.repeat(1000)]) {
      writeFileSync(file, text);
      const { outbox } = openAt(file);
      outbox.append([], [increment(1)]);
      outbox.close();
      unlinkSync(file);
    }
    expect(bytesIn(folder)).toContain('first');
    expect(bytesIn(folder)).toContain('second');
  });

  it('that is spoilt while it is open loses nothing that comes after', () => {
    const { outbox, file, setAside } = open();
    const entries = Array.from({ length: 300 }, () => entryOf('z'.repeat(2000)));
    outbox.append(entries, []);
    outbox.close();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
    const later = entryOf('later');
    outbox.append([later], []);
    expect(outbox.waiting(everything).map(({ id }) => id)).toContain(later.id);
    expect(setAside.length).toBeLessThanOrEqual(1);
  });
});

describe('purge', () => {
  it('leaves no byte: not in the database, its log of changes, nor in what was set aside', () => {
    const { outbox, folder, file } = open();
    writeFileSync(`${file}.unreadable-1`, 'CANARY');
    writeFileSync(`${file}.unreadable-1-wal`, 'CANARY');
    outbox.append([entryOf('CANARY')], [increment(1)]);
    expect(bytesIn(folder)).toContain('CANARY');
    outbox.purge();
    expect(readdirSync(folder)).toEqual([]);
    outbox.append([entryOf('after')], []);
    expect(outbox.waiting(everything)).toHaveLength(1);
    expect(bytesIn(folder)).not.toContain('CANARY');
  });

  it('leaves the other categories alone', () => {
    const { outbox, folder } = open();
    writeFileSync(join(folder, 'usage.db'), 'usage');
    outbox.append([entryOf('CANARY')], []);
    outbox.purge();
    expect(readdirSync(folder)).toEqual(['usage.db']);
  });

  it('deletes 100,000 waiting records', () => {
    const { outbox, folder } = open();
    for (let batch = 0; batch < 10; batch += 1)
      outbox.append(
        Array.from({ length: 10_000 }, () => entryOf('CANARY')),
        [],
      );
    outbox.purge();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that the disk refuses is made up for before anything is seen again', (test) => {
    const { outbox, file } = open();
    outbox.append([entryOf('CANARY')], []);
    const blocked = `${file}.unreadable-1`;
    const immutable = process.getuid?.() === 0 && makeImmutable(blocked);
    if (!immutable) {
      test.skip('a file that cannot be deleted needs root and chattr');
      return;
    }
    expect(() => {
      outbox.purge();
    }).toThrow();
    expect(outbox.waiting(everything)).toEqual([]);
    expect(() => outbox.append([entryOf('later')], [])).toThrow();
    immutable();
    expect(outbox.waiting(everything)).toEqual([]);
  });
});

/**
 * Makes a file that even root can't delete, if the file system supports that.
 * @returns what undoes it.
 */
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

/** A file system of 512 KiB; undefined unless root. */
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
    const { outbox } = open({ folder });
    const kept: string[] = [];
    const fill = () => {
      for (;;) {
        const entry = entryOf('f'.repeat(5000));
        outbox.append([entry], [increment(1)]);
        kept.push(entry.id);
      }
    };
    expect(fill).toThrow();
    expect(kept.length).toBeGreaterThan(5);
    const ids = () => outbox.waiting(everything).map(({ id }) => id);
    expect(ids()).toEqual(kept);
    execFileSync('mount', ['-o', 'remount,size=4m', folder]);
    const later = entryOf('later');
    outbox.append([later], [increment(1)]);
    expect(ids()).toEqual([...kept, later.id]);
    outbox.roll((counters) => {
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
    const { outbox } = open({ folder });
    expect(() => {
      for (;;) outbox.append([entryOf('CANARY'.repeat(800))], []);
    }).toThrow();
    outbox.purge();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a process killed at any instant', () => {
  const script = join(import.meta.dirname, '../../testing/appendForever.testkit.ts');

  /** Runs the script until it has acknowledged this many records, then kills it. */
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
