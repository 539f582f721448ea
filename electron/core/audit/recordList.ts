import { categories, type Category } from '../../../contract/datum.ts';
import { receiptMessage } from '../../../contract/envelope.ts';
import type { RecordDetail, RecordFilter, RecordPage } from '../../../contract/viewer.ts';
import type { Outboxes, Place } from '../ports/outbox.ts';
import type { ServiceKeys } from '../upload/serviceKeys.ts';

export interface RecordList {
  readonly page: (filter: RecordFilter, offset: number, limit: number) => RecordPage;
  readonly find: (id: string) => Omit<RecordDetail, 'dumpLater'> | undefined;
  /** Forgets what it knows of the outboxes, which have changed. */
  readonly renew: () => void;
}

type Spot = Place & { readonly category: Category };

/** What is known about a filter's matches: how many there are, and the positions of the newest. */
interface Known {
  readonly filter: string;
  readonly spots: readonly Spot[];
  readonly total: number;
}

/** How many of the newest are read before anyone scrolls further. */
const NEAR = 1000;

const nothing = { spots: [] as Spot[], count: 0 };

/** Replaces an unreadable outbox's answer, which the outbox itself reports; the others can still be seen. */
function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

const newestFirst = (a: Spot, b: Spot): number => b.at - a.at || b.place - a.place;

/** Lists all outboxes' records as one, newest first. The order is kept, so that scrolling only reads rows. */
export function createRecordList(
  outboxes: Outboxes,
  keys: Pick<ServiceKeys, 'isSigned'>,
): RecordList {
  let known: Known | undefined;

  /** @param needed how many of the newest are needed; if few, only the newest are read. */
  const read = (filter: RecordFilter, needed: number): Omit<Known, 'filter'> => {
    const asked = categories.filter((it) => filter.category === null || filter.category === it);
    // A text search has to read everything anyway, to count it.
    const limit = needed <= NEAR && filter.text === '' ? NEAR : undefined;
    const partOf = (category: Category) => {
      const places = outboxes[category].places(filter, limit);
      const isAll = limit === undefined || places.length < limit;
      return {
        spots: places.map(({ at, place }) => ({ at, place, category })),
        count: isAll ? places.length : outboxes[category].count(filter),
      };
    };
    const parts = asked.map((category) => readable(() => partOf(category), nothing));
    // Sorting is cheap if each part is in order already.
    const merged = parts.flatMap(({ spots }) => spots).sort(newestFirst);
    const total = parts.reduce((sum, { count }) => sum + count, 0);
    return { spots: merged.slice(0, limit), total };
  };

  const newest = (filter: RecordFilter, needed: number): Omit<Known, 'filter'> => {
    const key = JSON.stringify(filter);
    if (known?.filter === key && known.spots.length >= Math.min(needed, known.total)) return known;
    known = { filter: key, ...read(filter, needed) };
    return known;
  };

  return {
    page(filter, offset, limit) {
      const { spots, total } = newest(filter, offset + limit);
      const rows = spots.slice(offset, offset + limit).flatMap(({ category, place }) => {
        const row = readable(() => outboxes[category].summary(place), undefined);
        return row ? [row] : [];
      });
      return { total, rows };
    },
    find(id) {
      for (const category of categories) {
        const kept = readable(() => outboxes[category].find(id), undefined);
        if (!kept) continue;
        const { receipt } = kept;
        const signed =
          receipt &&
          keys.isSigned({ message: receiptMessage(receipt), signature: receipt.signature });
        return { ...kept, signed };
      }
      return undefined;
    },
    renew: () => {
      known = undefined;
    },
  };
}
