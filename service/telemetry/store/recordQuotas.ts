import type { DatabaseSync } from 'node:sqlite';
import { UNTIL_TIDIED_SECONDS, untilTomorrow, type Later } from '../later.ts';
import type { RecordQuotaLimits } from '../limits.ts';
import { createDayCounts, type DayCounts, type Weight } from './dayCounts.ts';
import type { NewRow } from './store.ts';

/** Room for a request's records. */
export interface Room {
  /** Gives back the room of the rows that were not stored. */
  readonly settle: (stored: readonly NewRow[]) => void;
}

export interface RecordQuotas {
  /** Why nothing from an address is taken now, whatever it sends; undefined if something may be. */
  readonly fullFor: (address: string) => Later | undefined;
  /**
   * Reserves room for all of a request's records, or for none. Senders may make up owners, so the address counts too,
   * and everyone together.
   */
  readonly reserve: (
    address: string,
    rows: readonly NewRow[],
  ) => { readonly ok: true; readonly room: Room } | { readonly ok: false; readonly later: Later };
  /** Saves the counts of what was stored, in the transaction that stores it, so that it counts after a restart too. */
  readonly write: DayCounts['write'];
  /** An owner's records were erased, and no longer take room. */
  readonly erased: (owner: string) => void;
  /** Expired records were deleted, and no longer take room. */
  readonly deleted: () => void;
  /** Bytes used in the day, and on the disk. */
  readonly used: () => { readonly day: number; readonly kept: number };
  /** How many requests had to come later, by whose quota. */
  readonly refused: Readonly<Record<Later['whose'], number>>;
}

/** The bytes that a row takes besides its fields, including its entries in the indexes. */
const ROW_BYTES = 600;
/** Milliseconds for which the measured size of the database is reused; what is stored meanwhile is added. */
const MEASURED_MS = 1000;

/** Without unused pages, which are filled first. */
const keptBytes = `SELECT (page_count - freelist_count) * page_size AS bytes
  FROM pragma_page_count, pragma_freelist_count, pragma_page_size`;

/** Roughly how many bytes a row takes on the disk. */
export const weightOf = ({ fields }: Pick<NewRow, 'fields'>): number =>
  Buffer.byteLength(fields) + ROW_BYTES;

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

/** Measures the disk space that records take. */
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

/** Counts new records as they come, and kept ones by the database's size, for which none has to be read. */
export function createRecordQuotas(
  db: DatabaseSync,
  limits: RecordQuotaLimits,
  clock: () => Date,
): RecordQuotas {
  const refused = { owner: 0, address: 0, all: 0 };
  const kept = createKept(db);
  const day = createDayCounts(
    db,
    { perOwner: limits.recordBytesPerOwner, perAddress: limits.recordBytesPerAddress },
    clock,
  );
  /** For each request under way, the owners erased since room was reserved for it. */
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
      ? { status: 503, whose: 'all', retryAfter: UNTIL_TIDIED_SECONDS }
      : undefined;
  };
  const count = (later: Later | undefined): Later | undefined => {
    if (later) refused[later.whose] += 1;
    return later;
  };

  return {
    fullFor: (address) => count(judge(address, { byOwner: new Map(), total: ROW_BYTES })),
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
        // A new day's counts don't include what was reserved on the day before.
        if (since === day.turn()) day.change(address, asked, -1, forgotten);
        day.change(address, took, 1);
      };
      return { ok: true, room: { settle } };
    },
    write: day.write,
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
