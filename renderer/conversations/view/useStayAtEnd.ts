import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the newest messages in view while the space for them changes: a resized window, another line being written.
 */
export function useStickToEnd(
  scroller: RefObject<HTMLElement | null>,
  isAtEnd: boolean,
  scrollToEnd: () => void,
): void {
  const stays = useRef(isAtEnd);
  useEffect(() => {
    stays.current = isAtEnd;
  }, [isAtEnd]);
  useEffect(() => {
    if (!scroller.current) return undefined;
    const observer = new ResizeObserver(() => {
      if (stays.current) scrollToEnd();
    });
    observer.observe(scroller.current);
    return () => {
      observer.disconnect();
    };
  }, [scroller, scrollToEnd]);
}
