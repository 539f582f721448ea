import { useRef, useState } from 'react';

/**
 * For opening a window, which can take longer than a person waits for a sign that something happens.
 * @param open settles once the window is visible.
 * @returns whether it is under way, and a function that begins it, only once at a time.
 */
export function useOpening(open: () => Promise<unknown>): readonly [boolean, () => void] {
  const [isOpening, setOpening] = useState(false);
  const isUnderWay = useRef(false);
  const begin = () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setOpening(true);
    void open().finally(() => {
      isUnderWay.current = false;
      setOpening(false);
    });
  };
  return [isOpening, begin];
}
