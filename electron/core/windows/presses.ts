/** What a window hears of a person's hand: a key, a button or a finger goes down, and comes up again. */
export interface Presses {
  readonly down: () => void;
  readonly up: () => void;
  /** Whether a press is behind what is asked now. Each stands for one deed: it is used up by this. */
  readonly take: () => boolean;
}

/** For how long a press stands for a deed, in milliseconds: as long as Chromium's own transient activation. */
export const PRESS_LASTS_MS = 5000;

/** @param elapsed milliseconds by a clock that nobody sets. */
export function createPresses(elapsed: () => number): Presses {
  let at = -Infinity;
  let isUsed = true;
  return {
    down() {
      at = elapsed();
      isUsed = false;
    },
    // A press that was held for long acts as it ends: it is the same press, and gives no second deed.
    up() {
      at = elapsed();
    },
    take() {
      if (isUsed || elapsed() - at > PRESS_LASTS_MS) return false;
      isUsed = true;
      return true;
    },
  };
}
