import { createHmac, randomBytes } from 'node:crypto';

const SECOND = 1000;
export const FIRST_DELAY_MS = 30 * SECOND;
export const LONGEST_DELAY_MS = 600 * SECOND;

export interface Allowance {
  /** How many wrong passwords cause no delay. */
  readonly free: number;
  /** Milliseconds until one of them is forgotten. */
  readonly forgetMs: number;
  /** Per row, 65,536 at most; keys that share a cell in every row are counted as one. */
  readonly cells: number;
}

/** How often something went wrong for each of any number of keys, and how long each therefore has to wait. */
export interface WrongCounts {
  /** Milliseconds until the key may be tried again; 0 if at once. */
  readonly waitMs: (key: string) => number;
  readonly add: (key: string) => void;
}

const ROWS = 4;

/**
 * Counts any number of keys in memory of a fixed size: a count-min sketch with conservative update (Estan and Varghese,
 * 2002) whose counts decay. It never counts too little, nor shortens a delay, so no flood of other keys makes it forget
 * one; which keys share a cell depends on a secret, so nobody can choose whom to delay.
 * @param now milliseconds, on a clock that never goes back.
 */
export function createWrongCounts(
  { free, forgetMs, cells }: Allowance,
  now: () => number,
): WrongCounts {
  const secret = randomBytes(32);
  const column = () => new Float64Array(ROWS * cells);
  /** Per cell: its count as of `times`, and until when its keys wait. */
  const [levels, times, freeFrom] = [column(), column(), column()];

  const cellsOf = (key: string): number[] => {
    const digest = createHmac('sha256', secret).update(key).digest();
    return Array.from(
      { length: ROWS },
      (_, row) => row * cells + (digest.readUInt16LE(2 * row) % cells),
    );
  };
  const levelAt = (cell: number): number =>
    Math.max(0, (levels[cell] ?? 0) - (now() - (times[cell] ?? 0)) / forgetMs);
  const delayAt = (level: number): number => {
    // A partly forgotten one counts in full until it is forgotten.
    const beyond = Math.ceil(level) - free;
    return beyond < 0 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** beyond);
  };
  return {
    waitMs: (key) =>
      Math.max(0, Math.min(...cellsOf(key).map((cell) => freeFrom[cell] ?? 0)) - now()),
    add(key) {
      const own = cellsOf(key);
      const level = Math.min(...own.map(levelAt)) + 1;
      const until = now() + delayAt(level);
      for (const cell of own) {
        levels[cell] = Math.max(level, levelAt(cell));
        times[cell] = now();
        freeFrom[cell] = Math.max(until, freeFrom[cell] ?? 0);
      }
    },
  };
}
