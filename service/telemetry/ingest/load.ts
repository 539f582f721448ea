/** How much the service has under way, and whether it takes more. */
export interface Load {
  /** Begins a request's work. @returns what ends it; undefined if the service has too much to do already. */
  readonly begin: () => (() => void) | undefined;
  /** Holds so many bytes more of bodies in memory. @returns whether there was room. */
  readonly hold: (bytes: number) => boolean;
  readonly letGo: (bytes: number) => void;
  /** What is under way: requests, and bytes of their bodies. */
  readonly state: () => { readonly requests: number; readonly bytes: number };
}

/**
 * Bounds what is under way, since what is taken beyond what can be done only waits, and is late with all else.
 * @param limits how many requests, how many bytes, and how long the longest-standing may have taken already, in
 *   milliseconds, for another one to be taken.
 */
export function createLoad(limits: {
  readonly requestsUnderWay: number;
  readonly bytesUnderWay: number;
  readonly longestUnderWayMs: number;
}): Load {
  /** In the order in which they began. */
  const begun = new Map<symbol, number>();
  let held = 0;
  const longest = (now: number): number => {
    for (const at of begun.values()) return now - at;
    return 0;
  };
  return {
    begin() {
      const now = performance.now();
      if (begun.size >= limits.requestsUnderWay || longest(now) > limits.longestUnderWayMs)
        return undefined;
      const mine = Symbol('request');
      begun.set(mine, now);
      return () => {
        begun.delete(mine);
      };
    },
    hold(bytes) {
      if (held + bytes > limits.bytesUnderWay) return false;
      held += bytes;
      return true;
    },
    letGo(bytes) {
      held -= bytes;
    },
    state: () => ({ requests: begun.size, bytes: held }),
  };
}
