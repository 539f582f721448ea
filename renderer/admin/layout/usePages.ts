import { useState } from 'react';

interface Pages<Cursor> {
  /** What the pool is asked for: the list from here on; undefined from its beginning. */
  readonly at: Cursor | undefined;
  /** How many pages come before. */
  readonly before: number;
  /** Absent on the first page. */
  readonly back: (() => void) | undefined;
  /** @param next where the next page begins; null if there is none. */
  readonly forth: (next: Cursor | null) => (() => void) | undefined;
}

/** The way through a list that is told a page at a time; it begins anew whenever the list is another one. */
export function usePages<Cursor>(list: string): Pages<Cursor> {
  const [way, setWay] = useState<readonly Cursor[]>([]);
  const [of, setOf] = useState(list);
  if (of !== list) {
    setOf(list);
    setWay([]);
  }
  return {
    at: way.at(-1),
    before: way.length,
    back:
      way.length === 0
        ? undefined
        : () => {
            setWay(way.slice(0, -1));
          },
    forth: (next) =>
      next === null
        ? undefined
        : () => {
            setWay([...way, next]);
          },
  };
}
