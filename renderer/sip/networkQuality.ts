/** Milliseconds; absent before anything was measured. */
export interface NetworkQuality {
  readonly roundTrip?: number;
  readonly jitter?: number;
}

/** How much a new difference weighs: RFC 3550, section 6.4.1, smooths jitter by a sixteenth. */
const SHARE = 1 / 16;

/** Tells the network's quality from how long the pool's answers take. */
export function createNetworkQuality() {
  let last: number | undefined;
  let jitter: number | undefined;
  return {
    /** @param roundTrip from a request to its first answer, in milliseconds. */
    measured: (roundTrip: number): void => {
      if (last !== undefined) {
        const difference = Math.abs(roundTrip - last);
        jitter = jitter === undefined ? difference : jitter + (difference - jitter) * SHARE;
      }
      last = roundTrip;
    },
    get: (): NetworkQuality => ({
      ...(last === undefined ? {} : { roundTrip: last }),
      ...(jitter === undefined ? {} : { jitter }),
    }),
  };
}
