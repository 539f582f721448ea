import { useEffect, useMemo } from 'react';
import { useValue } from '../ui/useValue.ts';
import { useCandor } from '../app/useView.ts';
import { createLatest } from './latest.ts';

/**
 * The current answer to a question.
 * @param read the same function as long as the question is the same.
 */
export function useLatest<T>(read: () => Promise<T>) {
  const { main } = useCandor();
  const latest = useMemo(() => createLatest(read), [read]);
  const now = useValue(latest);
  useEffect(() => {
    latest.renew();
    return main.on('auditChanged', latest.renew);
  }, [main, latest]);
  return { ...now, renew: latest.renew };
}
