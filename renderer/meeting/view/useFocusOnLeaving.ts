import { useLayoutEffect, type RefObject } from 'react';

/** If the focus would be lost with what is going away, moves it to the container (`tabIndex={-1}`). */
export function useFocusOnLeaving(going: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const mine = going.current;
    return () => {
      const focused = document.activeElement;
      const around = mine?.parentElement?.closest<HTMLElement>('[tabindex="-1"]');
      // The confirmation may not have closed yet, and goes away with it.
      if (!mine?.contains(focused) && !focused?.closest('[role="dialog"]')) return;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) around?.focus();
      });
    };
  }, [going]);
}
