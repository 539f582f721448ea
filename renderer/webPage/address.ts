import { useCallback, useSyncExternalStore } from 'react';

const moved = 'candor-moved';

function subscribe(listener: () => void) {
  window.addEventListener('popstate', listener);
  window.addEventListener(moved, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(moved, listener);
  };
}

/** Goes to a place of this page; the browser's Back button returns. @param search from its `?`. */
export function goToSearch(search: string): void {
  history.pushState(null, '', search);
  window.dispatchEvent(new Event(moved));
}

/** The query of the address, in which the page keeps where one is. */
export const useSearch = (): string =>
  useSyncExternalStore(
    subscribe,
    useCallback(() => location.search, []),
  );
