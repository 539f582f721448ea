import { useMemo } from 'react';
import { goToSearch, useSearch } from '../../webPage/address.ts';
import { parsePlace, searchOf, type Place } from './place.ts';

/** Where the address says that the person is. */
export function usePlace(): Place {
  const search = useSearch();
  return useMemo(() => parsePlace(search), [search]);
}

export const goTo = (place: Place): void => {
  goToSearch(searchOf(place));
};
