import { useCallback, useEffect, useState } from 'react';
import type { ProblemPreview } from '../../contract/ipc.ts';
import { useCandor } from '../useView.ts';

/** So that not every letter asks the main process. In milliseconds. */
const PAUSE = 200;

/** The report that a text would be; nothing while there is no text, it is not made yet, or it may not be made. */
export function usePreview(text: string, isAllowed: boolean) {
  const { main } = useCandor();
  const [preview, setPreview] = useState<ProblemPreview>();
  const [times, setTimes] = useState(0);

  useEffect(() => {
    let isOver = false;
    setPreview(undefined);
    if (!isAllowed || text.trim() === '') return undefined;
    const timer = setTimeout(() => {
      void main.previewProblem(text).then((made) => {
        if (!isOver) setPreview(made ?? undefined);
      });
    }, PAUSE);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [main, text, isAllowed, times]);

  const renew = useCallback(() => {
    setTimes((before) => before + 1);
  }, []);
  return { preview, renew };
}
