import { useCallback, useEffect, useState } from 'react';
import type { ProblemPreview } from '../../contract/ipc.ts';
import { useCandor } from '../app/useView.ts';

/** So that not every letter asks the main process. In milliseconds. */
const PAUSE_MS = 200;

/**
 * The report that a text would become; undefined while there is no text, it is not made yet, or it may not be made.
 */
export function usePreview(text: string, isAllowed: boolean) {
  const { main } = useCandor();
  const [times, setTimes] = useState(0);
  const [made, setMade] = useState<{
    readonly text: string;
    readonly times: number;
    readonly preview: ProblemPreview | null;
  }>();
  const hasText = text.trim() !== '';

  useEffect(() => {
    if (!isAllowed || !hasText) return undefined;
    let isOver = false;
    const timer = setTimeout(() => {
      void main.previewProblem(text).then((preview) => {
        if (!isOver) setMade({ text, times, preview });
      });
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [main, text, hasText, isAllowed, times]);

  const renew = useCallback(() => {
    setTimes((before) => before + 1);
  }, []);
  // A preview of another text, or from before error reports were refused, is not what would be sent.
  const fits = isAllowed && hasText && made?.text === text && made.times === times;
  return { preview: fits ? (made.preview ?? undefined) : undefined, renew };
}
