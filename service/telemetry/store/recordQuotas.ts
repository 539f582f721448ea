import type { DatabaseSync } from 'node:sqlite';
import { UNTIL_TIDIED, untilTomorrow, type Later } from '../later.ts';
import type { RecordQuotaLimits } from '../limits.ts';
import { createDayCounts, type DayCounts, type Weight } from './dayCounts.ts';
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
  /** Notes what was stored, in the transaction that stores it, so that it counts after a restart too. */
  readonly write: DayCounts['write'];
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

/** About how many bytes a row takes on the disk. */
export const weightOf = ({ fields }: Pick<NewRow, 'fields'>): number =>
  Buffer.byteLength(fields) + ROW;

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

/** Counts records as they come; those that are kept by the database's size, for which none has to be read. */
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
