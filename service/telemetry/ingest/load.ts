/** How much the service has under way, and whether it takes more. */
export interface Load {
  /** Whether one more request would be answered in time; asked once its head is here, before its body is read. */
  readonly hasRoom: () => boolean;
  /** Begins a request's work. @returns what ends it; undefined if the service has too much to do already. */
  readonly begin: () => (() => void) | undefined;
  /** Holds so many bytes more of bodies in memory. @returns whether there was room. */
  readonly hold: (bytes: number) => boolean;
  readonly letGo: (bytes: number) => void;
  /** What is under way: requests, and bytes of their bodies. */
  readonly state: () => { readonly requests: number; readonly bytes: number };
}

/** How many are the bound at least, however long they take, and before it is known how long they do. */
const FEWEST = 4;
const FIRST = 50;
/** What is left of the bound where one took too long. */
const CUT = 0.7;

/**
 * How many requests may be under way so that each is answered in time: a few more as long as those that end were
 * soon answered while there were about as many as may be, a third fewer once one was not (additive increase,
 * multiplicative decrease), since how many that is depends on the machine, its disk, what the requests hold, and what is turned away.
 */
function createBound(most: number, withinMs: number) {
  let bound = Math.min(FIRST, most);
  let cutAt = -Infinity;
  return {
    now: () => bound,
    ended(took: number, underWay: number, now: number) {
      if (took <= withinMs) {
        if (underWay * 2 > bound) bound = Math.min(most, bound + 1 / bound);
        return;
      }
      // Those that were under way at once are late at once, and tell but one thing.
      if (now - cutAt < withinMs) return;
      [bound, cutAt] = [Math.max(Math.min(FEWEST, most), bound * CUT), now];
    },
  };
}

interface LoadPorts {
  /**
   * How many requests and how many bytes may be under way, and within how many milliseconds whoever is taken is to
   * be answered, as far as that can be foreseen.
   */
  readonly limits: {
    readonly requestsUnderWay: number;
    readonly bytesUnderWay: number;
    readonly answeredWithinMs: number;
  };
  /** For how many milliseconds what arrives now has waited already for the event loop to read it. */
  readonly waitedMs: () => number;
  /** Milliseconds on a steady clock. */
  readonly now?: () => number;
}

/** Bounds what is under way, since what is taken beyond what can be done only waits, and is late with all else. */
export function createLoad({
  limits,
  waitedMs,
  now: clock = () => performance.now(),
}: LoadPorts): Load {
  /** In the order in which they began. */
  const begun = new Map<symbol, number>();
  const bound = createBound(limits.requestsUnderWay, limits.answeredWithinMs);
  let held = 0;
  const longest = (now: number): number => {
    for (const at of begun.values()) return now - at;
    return 0;
  };
  const hasRoom = (): boolean => {
    if (begun.size >= Math.floor(bound.now())) return false;
    // Somebody is always taken, or who floods the door would keep all others out.
    if (begun.size === 0) return true;
    return Math.max(longest(clock()), waitedMs()) <= limits.answeredWithinMs;
  };
  return {
    hasRoom,
    begin() {
      if (!hasRoom()) return undefined;
      const mine = Symbol('request');
      const from = clock();
      begun.set(mine, from);
      return () => {
        const underWay = begun.size;
        if (!begun.delete(mine)) return;
        const to = clock();
        bound.ended(to - from, underWay, to);
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
