import { categories, type Category } from '../../contract/catalogue.ts';
import { receiptMessage } from '../../contract/envelope.ts';
import type { RecordDetail, RecordFilter, RecordPage } from '../../contract/viewer.ts';
import type { Drawers, Place } from './ports.ts';
import type { ServiceKeys } from './serviceKeys.ts';

export interface RecordList {
  readonly page: (filter: RecordFilter, offset: number, limit: number) => RecordPage;
  readonly find: (id: string) => RecordDetail | undefined;
  /** Forgets what it knows of the drawers, which have changed. */
  readonly renew: () => void;
}

type Spot = Place & { readonly category: Category };

const newestFirst = (a: Spot, b: Spot): number => b.at - a.at || b.place - a.place;

/** Lists all drawers' records as one, newest first. The order is kept, so that scrolling reads rows alone. */
export function createRecordList(
  drawers: Drawers,
  keys: Pick<ServiceKeys, 'isSigned'>,
): RecordList {
  let known: { readonly filter: string; readonly spots: readonly Spot[] } | undefined;

  const spotsOf = (filter: RecordFilter): readonly Spot[] => {
    const key = JSON.stringify(filter);
    if (known?.filter === key) return known.spots;
    const parts = categories
      .filter((category) => filter.category === null || filter.category === category)
      .map((category) =>
        drawers[category].places(filter).map(({ at, place }) => ({ at, place, category })),
      )
      .filter((part) => part.length > 0);
    // Each part is in order already: only several have to be merged.
    const spots = parts.length === 1 ? (parts[0] ?? []) : parts.flat().sort(newestFirst);
    known = { filter: key, spots };
    return spots;
  };

  return {
    page(filter, offset, limit) {
      const spots = spotsOf(filter);
      const rows = spots.slice(offset, offset + limit).flatMap(({ category, place }) => {
        const row = drawers[category].summary(place);
        return row ? [row] : [];
      });
      return { total: spots.length, rows };
    },
    find(id) {
      for (const category of categories) {
        const kept = drawers[category].find(id);
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
