import { useEffect, type RefObject } from 'react';

/** Where F6 stops: the list's search, the messages, the composer. */
const stops = 'nav input, [role=region], textarea';

/** F6 moves to the next part of the page, Shift+F6 back, as in other desktop programs. */
export function useRegions(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || !page.current) return;
      event.preventDefault();
      const all = [...page.current.querySelectorAll<HTMLElement>(stops)];
      const active = document.activeElement;
      const at = all.findIndex((stop) => stop === active);
      const step = event.shiftKey ? -1 : 1;
      all.at((at + step) % all.length)?.focus();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [page]);
}
