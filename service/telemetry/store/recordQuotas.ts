import type { DatabaseSync } from 'node:sqlite';
import { MOST_TOLD_APART, UNTIL_TIDIED, untilTomorrow, type Later } from '../later.ts';
import type { RecordQuotaLimits } from '../limits.ts';
import { dayOf } from './coarse.ts';
import type { NewRow } from './store.ts';

/** Room for a request's records. */
export interface Room {
  /** Gives back what of it the rows didn't need: those that are not among the stored ones. */
  readonly settle: (stored: readonly NewRow[]) => void;
}

export interface RecordQuotas {
  /** Why nothing of an address is taken now, whatever it brings; undefined if something may be. */
  readonly fullFor: (address: string) => Later | undefined;
  /**
   * Keeps room for all of a request's records, or none. An owner is whatever its sender says, so that the address
   * counts too, and everyone together.
   */
  readonly reserve: (
    address: string,
    rows: readonly NewRow[],
  ) => { readonly ok: true; readonly room: Room } | { readonly ok: false; readonly later: Later };
  /** An owner's records are erased, and take no room any more. */
  readonly erased: (owner: string) => void;
  /** Records were deleted since they were kept long enough, and take no room any more. */
  readonly deleted: () => void;
  /** Bytes that are taken in the day, and on the disk. */
  readonly used: () => { readonly day: number; readonly kept: number };
  /** How many requests had to come later, by whose quota. */
  readonly refused: Readonly<Record<Later['whose'], number>>;
}

/** What a row takes beside its fields, with its places in the indexes. In bytes. */
const ROW = 600;
/** Milliseconds for which the database's size is taken as measured; what is stored meanwhile is added. */
const MEASURED_MS = 1000;

/** Pages that nothing is on any more are filled first. */
const keptBytes = `SELECT (page_count - freelist_count) * page_size AS bytes
  FROM pragma_page_count, pragma_freelist_count, pragma_page_size`;

const weightOf = ({ fields }: NewRow): number => Buffer.byteLength(fields) + ROW;

/** Bytes by address or owner; those beyond the most that are told apart have no count of their own, nor share one with strangers. */
function createCounts() {
  const counts = new Map<string, number>();
  return {
    of: (key: string): number => counts.get(key) ?? 0,
    add: (key: string, bytes: number): void => {
      if (!counts.has(key) && counts.size >= MOST_TOLD_APART) return;
      const next = (counts.get(key) ?? 0) + bytes;
      if (next > 0) counts.set(key, next);
      else counts.delete(key);
    },
    /** @returns what was counted of it alone. */
    forget: (key: string): number => {
      const bytes = counts.get(key) ?? 0;
      counts.delete(key);
      return bytes;
    },
    clear: () => {
      counts.clear();
    },
  };
}

interface Weight {
  readonly byOwner: ReadonlyMap<string, number>;
  readonly total: number;
}

/** A request's bytes, by owner and in all. */
function weigh(rows: readonly NewRow[]): Weight {
  const byOwner = new Map<string, number>();
  let total = 0;
  for (const row of rows) {
    const bytes = weightOf(row);
    total += bytes;
    if (row.owner !== null) byOwner.set(row.owner, (byOwner.get(row.owner) ?? 0) + bytes);
  }
  return { byOwner, total };
}

/** Measures what records take on the disk. */
function createKept(db: DatabaseSync) {
  const size = db.prepare(keptBytes);
  let [measured, at, since] = [0, -Infinity, 0];
  return {
    bytes: (): number => {
      if (performance.now() - at > MEASURED_MS) {
        measured = Number(size.get()?.['bytes'] ?? 0);
        [at, since] = [performance.now(), 0];
      }
      return measured + since;
    },
    stored: (bytes: number): void => {
      since += bytes;
    },
    forget: (): void => {
      at = -Infinity;
    },
  };
}

/** Counts a day's bytes in memory, from when the day or the service begins: to read them from the database takes minutes. */
function createDay(clock: () => Date) {
  const [owners, addresses] = [createCounts(), createCounts()];
  let [today, total] = ['', 0];
  return {
    /** Looks whether another day has begun. @returns which day it is. */
    turn: (): string => {
      const now = dayOf(clock().toISOString());
      if (now === today) return today;
      [today, total] = [now, 0];
      owners.clear();
      addresses.clear();
      return today;
    },
    ofOwner: owners.of,
    ofAddress: addresses.of,
    inAll: () => total,
    /** @param forgotten owners whose bytes are counted no more. */
    change: (
      address: string,
      { byOwner, total: bytes }: Weight,
      sign: 1 | -1,
      forgotten: ReadonlySet<string> = new Set(),
    ): void => {
      let counted = bytes;
      for (const [owner, ofOwner] of byOwner)
        if (forgotten.has(owner)) counted -= ofOwner;
        else owners.add(owner, sign * ofOwner);
      addresses.add(address, sign * bytes);
      total = Math.max(0, total + sign * counted);
    },
    /** @returns whether there was something of theirs to forget. */
    forgetOwner: (owner: string): boolean => {
      const bytes = owners.forget(owner);
      total = Math.max(0, total - bytes);
      return bytes > 0;
    },
  };
}

/** Counts records as they come; those that are kept by the database's size, for which none has to be read. */
export function createRecordQuotas(
  db: DatabaseSync,
  limits: RecordQuotaLimits,
  clock: () => Date,
): RecordQuotas {
  const refused = { owner: 0, address: 0, all: 0 };
  const kept = createKept(db);
  const day = createDay(clock);
  /** By request: the owners that were erased since room was kept for it. */
  const pending = new Map<Weight, Set<string>>();
  let arriving = 0;

  const judge = (address: string, { byOwner, total }: Weight): Later | undefined => {
    day.turn();
    const retryAfter = untilTomorrow(clock());
    const isOver = ([owner, bytes]: readonly [string, number]) =>
      day.ofOwner(owner) + bytes > limits.recordBytesPerOwner;
    if ([...byOwner].some(isOver)) return { status: 429, whose: 'owner', retryAfter };
    if (day.ofAddress(address) + total > limits.recordBytesPerAddress)
      return { status: 429, whose: 'address', retryAfter };
    if (day.inAll() + total > limits.recordBytesPerDay)
      return { status: 503, whose: 'all', retryAfter };
    return kept.bytes() + arriving + total > limits.recordBytesKept
      ? { status: 503, whose: 'all', retryAfter: UNTIL_TIDIED }
      : undefined;
  };
  const count = (later: Later | undefined): Later | undefined => {
    if (later) refused[later.whose] += 1;
    return later;
  };

  return {
    fullFor: (address) => count(judge(address, { byOwner: new Map(), total: ROW })),
    reserve(address, rows) {
      const asked = weigh(rows);
      const later = count(judge(address, asked));
      if (later) return { ok: false, later };
      day.change(address, asked, 1);
      arriving += asked.total;
      const since = day.turn();
      const forgotten = new Set<string>();
      pending.set(asked, forgotten);
      const settle: Room['settle'] = (stored) => {
        pending.delete(asked);
        arriving -= asked.total;
        const took = weigh(stored);
        kept.stored(took.total);
        // A new day knows nothing of what was kept for it in the last one.
        if (since === day.turn()) day.change(address, asked, -1, forgotten);
        day.change(address, took, 1);
      };
      return { ok: true, room: { settle } };
    },
    erased(owner) {
      day.turn();
      if (day.forgetOwner(owner))
        for (const [{ byOwner }, forgotten] of pending)
          if (byOwner.has(owner)) forgotten.add(owner);
      kept.forget();
    },
    deleted: kept.forget,
    used: () => {
      day.turn();
      return { day: day.inAll(), kept: kept.bytes() };
    },
    refused,
  };
}
