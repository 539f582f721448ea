import { createContext, use, useMemo, useState } from 'react';
import { defaultDays, type Filter } from '../../../contract/insights/queries.ts';
import { goToSearch, useSearch } from '../../webPage/address.ts';
import { dayOf, lastDays, parsePlace, searchOf, type Place } from './place.ts';

/** Goes to a place, and back from it by the browser's own button. */
export const goTo = (place: Place): void => {
  goToSearch(searchOf(place));
};

export interface Here extends Place {
  readonly period: { readonly from: string; readonly to: string };
  /** Whether the period is the address's own. */
  readonly isOwnPeriod: boolean;
  readonly today: string;
}

/** Where the address says that the person is. */
export function useAddress(): Here {
  const search = useSearch();
  // A page that is open past midnight stays at the day it was opened on, until it is loaded again.
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

/** What one keeps on the way to another page: what the address says of the period and the filter. */
export const kept = ({ isOwnPeriod, period, filter }: Here): Omit<Place, 'page'> => ({
  ...(isOwnPeriod ? { period } : {}),
  ...(filter ? { filter } : {}),
});

/** The period, and the filter where the page has it: what another page was narrowed to says nothing of this one. */
export const narrowedBy = (
  { period, filter }: Here,
  filters: readonly Filter[],
): Pick<Here, 'period' | 'filter'> => ({
  period,
  ...(filter && filters.includes(filter.name) ? { filter } : {}),
});
