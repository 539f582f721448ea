import { useEffect, type RefObject } from 'react';

/** Focuses what has just appeared, if the focused element disappeared with what it replaced. */
export function useFocusOnArrival(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) target.current?.focus();
  }, [target]);
}
