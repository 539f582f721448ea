import { useEffect, type RefObject } from 'react';

/** Gives the focus to what comes now, where what had it went with what was there before. */
export function useFocusOnArrival(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) target.current?.focus();
  }, [target]);
}
