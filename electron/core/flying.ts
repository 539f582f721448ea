import type { Flight, PostResult } from './ports.ts';

/** A request, and those that follow from its answer. */
export interface UnderWay {
  /** The one that is under way, so that it can be aborted. */
  flight: Flight;
  aborted: boolean;
}

export interface Flying {
  /** @returns what was read from the answer; nothing where the request was aborted. */
  readonly fly: <T>(
    flight: Flight,
    read: (result: PostResult, mine: UnderWay) => T | Promise<T>,
  ) => Promise<T | undefined>;
  readonly abort: () => void;
}

/** One request at a time, which can be aborted until all that follows from its answer is done. */
export function createFlying(): Flying {
  let current: UnderWay | undefined;
  return {
    async fly(flight, read) {
      const mine: UnderWay = { flight, aborted: false };
      current = mine;
      const result = await flight.result;
      const heard = mine.aborted ? undefined : await read(result, mine);
      current = undefined;
      return mine.aborted ? undefined : heard;
    },
    abort() {
      if (!current) return;
      current.aborted = true;
      current.flight.abort();
    },
  };
}
