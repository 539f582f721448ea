import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { categories, surfaces, type Surface } from '../../../contract/datum.ts';
import type { Receipt } from '../../../contract/envelope.ts';
import type { RecordName } from '../../../contract/records.ts';
import { recordShapes } from '../../../contract/recordShapes.ts';
import { problemToText, type ServiceProblem } from '../../../contract/serviceProblem.ts';
import type {
  OutboxReading,
  Entry,
  Increment,
  TakenOver,
  Verdicts,
} from '../../core/ports/outbox.ts';
import { prepareAges, type Ages } from './outboxAges.ts';
import { prepareEnforce, type Enforce } from './outboxBounds.ts';
import { prepareTime } from './outboxTime.ts';
import { prepareReading } from './outboxReading.ts';

const names = Object.keys(recordShapes) as [RecordName, ...RecordName[]];

const entryRow = z.object({
  id: z.string(),
  category: z.enum(categories),
  surface: z.enum(surfaces),
  name: z.enum(names),
  at: z.number(),
  line: z.instanceof(Uint8Array),
  digest: z.string(),
});

const counterRow = z.object({
  day: z.string(),
  surface: z.enum(surfaces),
  name: z.string(),
  key: z.string(),
  amount: z.number(),
});

const markRow = z.object({ value: z.string() });

export interface Statements {
  /**
   * @param now when it is queued, in milliseconds since 1970.
   * @param stored the same by the outbox's own clock.
   */
  insert(entry: Entry, now: number, stored: number): void;
  /**
   * The outbox's own time.
   * @param clock milliseconds since 1970.
   */
  time(clock: number): number;
  readonly ages: Ages;
  increment(increment: Increment): void;
  counters(): readonly Increment[];
  clearCounters(): void;
  mark(): string | undefined;
  setMark(value: string): void;
  waiting(limit: { readonly count: number; readonly bytes: number }): readonly Entry[];
  settle(receipt: Receipt, now: number): void;
  reject(rejection: Verdicts['rejected'][number], now: number): void;
  tried(id: string, problem: ServiceProblem, now: number): void;
  epoch(surface: Surface): string;
  takeOver(source: string, counts: readonly TakenOver[]): void;
  /** @returns how many records were deleted. */
  clearHistory(): number;
  deleteSurface(surface: Surface): void;
  readonly enforce: Enforce;
  readonly reading: OutboxReading;
}

const epochRow = z.object({ epoch: z.string() });
const throughRow = z.object({ through: z.number() });

/** Counts each pending count of another file exactly once. */
function prepareTakingOver(database: DatabaseSync, increment: (one: Increment) => void) {
  const begin = database.prepare(
    'INSERT OR IGNORE INTO epochs VALUES (?, lower(hex(randomblob(16))))',
  );
  const epochOf = database.prepare('SELECT epoch FROM epochs WHERE surface = ?');
  const end = database.prepare('DELETE FROM epochs WHERE surface = ?');
  const throughOf = database.prepare('SELECT through FROM taken_over WHERE source = ?');
  const setThrough = database.prepare('INSERT OR REPLACE INTO taken_over VALUES (?, ?)');
  const epoch = (surface: Surface) => {
    begin.run(surface);
    return epochRow.parse(epochOf.get(surface)).epoch;
  };
  return {
    epoch,
    endEpoch: (surface: Surface) => void end.run(surface),
    takeOver(source: string, counts: readonly TakenOver[]) {
      let through = throughRow.optional().parse(throughOf.get(source))?.through ?? 0;
      for (const { place, epoch: made, name, surface, day } of counts) {
        if (place <= through) continue;
        if (made === epoch(surface)) increment({ day, surface, name, key: '', amount: 1 });
        through = place;
      }
      setThrough.run(source, through);
    },
  };
}

/** Prepares, once for each opening of the database, every statement of an outbox. */
export function prepareStatements(database: DatabaseSync, uptime: () => number): Statements {
  const insert = database.prepare(
    `INSERT INTO records (id, category, surface, name, at, line, digest, queued_at, stored)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO NOTHING`,
  );
  const increment = database.prepare(
    `INSERT INTO counters (day, surface, name, key, amount) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`,
  );
  const incrementBy = ({ day, surface, name, key, amount }: Increment) =>
    void increment.run(day, surface, name, key, amount);
  const { ages, forgetAges } = prepareAges(database);
  const { endEpoch, ...takingOver } = prepareTakingOver(database, incrementBy);
  const counters = database.prepare('SELECT * FROM counters ORDER BY day, surface, name, key');
  const clearCounters = database.prepare('DELETE FROM counters');
  const mark = database.prepare('SELECT value FROM mark');
  const setMark = database.prepare('INSERT OR REPLACE INTO mark (one, value) VALUES (1, ?)');
  const waiting = database.prepare(
    "SELECT * FROM records WHERE state = 'waiting' ORDER BY place LIMIT ?",
  );
  const settle = database.prepare(
    `UPDATE records SET state = 'sent', received_at = ?, signature = ?,
         tries = tries + 1, tried_at = ?, settled_at = ?, problem = NULL
       WHERE id = ? AND digest = ? AND state = 'waiting'`,
  );
  const reject = database.prepare(
    `UPDATE records SET state = 'rejected', reason = ?,
         tries = tries + 1, tried_at = ?, settled_at = ?, problem = NULL
       WHERE id = ? AND state = 'waiting'`,
  );
  const tried = database.prepare(
    `UPDATE records SET tries = tries + 1, tried_at = ?, problem = ?
       WHERE id = ? AND state = 'waiting'`,
  );
  const clearHistory = database.prepare("DELETE FROM records WHERE state <> 'waiting'");
  const deleteRecords = database.prepare('DELETE FROM records WHERE surface = ?');
  const deleteCounters = database.prepare('DELETE FROM counters WHERE surface = ?');

  return {
    insert: ({ id, category, surface, name, at, line, digest }, now, stored) =>
      void insert.run(id, category, surface, name, at, line, digest, now, stored),
    time: prepareTime(database, uptime),
    ages,
    increment: incrementBy,
    ...takingOver,
    counters: () => z.array(counterRow).parse(counters.all()),
    clearCounters: () => void clearCounters.run(),
    mark: () => markRow.optional().parse(mark.get())?.value,
    setMark: (value) => void setMark.run(value),
    waiting(limit) {
      const entries: Entry[] = [];
      let bytes = 0;
      for (const row of waiting.iterate(limit.count)) {
        const entry = entryRow.parse(row);
        bytes += entry.line.length + 1;
        if (entries.length > 0 && bytes > limit.bytes) break;
        entries.push(entry);
      }
      return entries;
    },
    settle: ({ id, digest, receivedAt, signature }, now) =>
      void settle.run(receivedAt, signature, now, now, id, digest),
    reject: ({ id, reason }, now) => void reject.run(problemToText(reason), now, now, id),
    tried: (id, problem, now) => void tried.run(now, problemToText(problem), id),
    clearHistory: () => Number(clearHistory.run().changes),
    deleteSurface(surface) {
      deleteRecords.run(surface);
      deleteCounters.run(surface);
      endEpoch(surface);
      forgetAges();
    },
    enforce: prepareEnforce(database),
    reading: prepareReading(database),
  };
}
