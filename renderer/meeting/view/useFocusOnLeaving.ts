import { useLayoutEffect, type RefObject } from 'react';

/** If the focus would be lost with what is going away, moves it to the container (`tabIndex={-1}`). */
export function useFocusOnLeaving(going: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const mine = going.current;
    let last: Element | null = null;
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof Element) last = target;
    };
    document.addEventListener('focusin', remember);
    return () => {
      document.removeEventListener('focusin', remember);
      // Between a dialog's closing and Fluent's giving the focus back, nothing has it.
      const focused = document.activeElement === document.body ? last : document.activeElement;
      const around = mine?.parentElement?.closest<HTMLElement>('[tabindex="-1"]');
      // The confirmation may not have closed yet, and goes away with it.
      if (!mine?.contains(focused) && !focused?.closest('[role="dialog"]')) return;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) around?.focus();
      });
    };
  }, [going]);
}
