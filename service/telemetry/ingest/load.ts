/** How much work the service has under way, and whether it takes more. */
export interface Load {
  /** Whether one more request would be answered in time; asked once its head has arrived, before its body is read. */
  readonly hasRoom: () => boolean;
  /**
   * Begins a request's work.
   * @returns a function that ends it; undefined if the service is too busy.
   */
  readonly begin: () => (() => void) | undefined;
  /**
   * Reserves memory for this many more bytes of bodies.
   * @returns whether there was room.
   */
  readonly hold: (bytes: number) => boolean;
  readonly letGo: (bytes: number) => void;
  /** What is under way: the number of requests, and the bytes of their bodies. */
  readonly state: () => { readonly requests: number; readonly bytes: number };
}

/** The bound is never less than FEWEST, however long requests take, and starts at FIRST, before that is known. */
const FEWEST = 4;
const FIRST = 50;
/** The factor by which the bound shrinks if a request took too long. */
const CUT = 0.7;

/**
 * How many requests may be under way so that each is answered in time. The bound grows slowly while requests end in
 * time and about as many are under way as it allows, and shrinks by about a third once one does not (additive increase,
 * multiplicative decrease): the right number depends on the machine, its disk, what the requests contain, and what is
 * turned away.
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
      // Those that were under way at the same time are late at the same time, and count once.
      if (now - cutAt < withinMs) return;
      [bound, cutAt] = [Math.max(Math.min(FEWEST, most), bound * CUT), now];
    },
  };
}

interface LoadPorts {
  /**
   * How many requests and how many bytes may be under way, and within how many milliseconds a request that is taken
   * should be answered, as far as can be foreseen.
   */
  readonly limits: {
    readonly requestsUnderWay: number;
    readonly bytesUnderWay: number;
    readonly answeredWithinMs: number;
  };
  /** For how many milliseconds what arrives now has already waited for the event loop to read it. */
  readonly waitedMs: () => number;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

/** Bounds what is under way: anything taken beyond capacity only waits, and makes everything else late too. */
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
    // One is always taken, or a flood could keep everyone else out.
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
