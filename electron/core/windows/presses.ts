/** A window's input events: a key, a button or a finger goes down, and comes up again. */
export interface Presses {
  readonly down: () => void;
  readonly up: () => void;
  /** Whether a press is behind the current request. Each press permits one action, and this uses it up. */
  readonly take: () => boolean;
}

/** For how long a press permits an action: as long as Chromium's own transient activation. */
export const PRESS_LASTS_MS = 5000;

/** @param elapsed milliseconds by a monotonic clock. */
export function createPresses(elapsed: () => number): Presses {
  let at = -Infinity;
  let isUsed = true;
  return {
    down() {
      at = elapsed();
      isUsed = false;
    },
    // A long press acts as it ends: it is the same press, and permits no second action.
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
