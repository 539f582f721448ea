import { useLayoutEffect, type RefObject } from 'react';

/** Gives the focus, where it would go with what goes now, to what stood around it (`tabIndex={-1}`). */
export function useFocusOnLeaving(going: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const mine = going.current;
    return () => {
      const focused = document.activeElement;
      const around = mine?.parentElement?.closest<HTMLElement>('[tabindex="-1"]');
      // The question whether it is to go may not have closed yet, and goes with it.
      if (!mine?.contains(focused) && !focused?.closest('[role="dialog"]')) return;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) around?.focus();
      });
    };
  }, [going]);
}
