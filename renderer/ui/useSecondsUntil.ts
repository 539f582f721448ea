import { useEffect, useState } from 'react';

/**
 * Counts down.
 * @param time of `Date.now()`.
 * @returns whole seconds, 0 once it has passed.
 */
export function useSecondsUntil(time: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (time === null) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 250);
    return () => {
      clearInterval(timer);
    };
  }, [time]);
  return time === null ? 0 : Math.max(0, Math.ceil((time - now) / 1000));
}
