/** In milliseconds; absent until something has been measured. */
export interface NetworkQuality {
  readonly roundTrip?: number;
  readonly jitter?: number;
}

/** The weight of a new difference: RFC 3550, section 6.4.1, smooths jitter by a sixteenth. */
const SHARE = 1 / 16;

/** The network's quality, from how long the pool's answers take. */
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
