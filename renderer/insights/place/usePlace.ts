import { createContext, use, useMemo, useState } from 'react';
import { defaultDays, type Filter } from '../../../contract/insights/queries.ts';
import { goToSearch, useSearch } from '../../webPage/address.ts';
import { dayOf, lastDays, parsePlace, searchOf, type Place } from './place.ts';

/** Goes to a place; the browser's Back button returns. */
export const goTo = (place: Place): void => {
  goToSearch(searchOf(place));
};

export interface Here extends Place {
  readonly period: { readonly from: string; readonly to: string };
  /** Whether the address names the period. */
  readonly isOwnPeriod: boolean;
  readonly today: string;
}

/** Where the reader is, according to the address. */
export function useAddress(): Here {
  const search = useSearch();
  // A page open past midnight keeps the day on which it was opened until it is reloaded.
  const [today] = useState(() => dayOf(Date.now()));
  return useMemo(() => {
    const place = parsePlace(search);
    return {
      ...place,
      today,
      period: place.period ?? lastDays(defaultDays, today),
      isOwnPeriod: place.period !== undefined,
    };
  }, [search, today]);
}

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  const here = use(HereContext);
  if (!here) throw new Error('there is no HereContext around this component');
  return here;
}

/** What is kept on the way to another page: the period and filter in the address. */
export const kept = ({ isOwnPeriod, period, filter }: Here): Omit<Place, 'page'> => ({
  ...(isOwnPeriod ? { period } : {}),
  ...(filter ? { filter } : {}),
});

/** The period, and the filter if the page offers it; another page's filter means nothing here. */
export const narrowedBy = (
  { period, filter }: Here,
  filters: readonly Filter[],
): Pick<Here, 'period' | 'filter'> => ({
  period,
  ...(filter && filters.includes(filter.name) ? { filter } : {}),
});
