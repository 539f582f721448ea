import type { RequestInProgress, PostResult } from '../ports/telemetryService.ts';

/** A request, and those that follow from its answer. */
export interface RequestUnderWay {
  /** The current one, so that it can be aborted. */
  flight: RequestInProgress;
  aborted: boolean;
}

export interface AbortableRequest {
  /** @returns what was read from the answer; undefined if the request was aborted. */
  readonly run: <T>(
    flight: RequestInProgress,
    read: (result: PostResult, mine: RequestUnderWay) => T | Promise<T>,
  ) => Promise<T | undefined>;
  readonly abort: () => void;
}

/** One request at a time, which can be aborted until everything that follows from its answer is done. */
export function createAbortableRequest(): AbortableRequest {
  let current: RequestUnderWay | undefined;
  return {
    async run(flight, read) {
      const mine: RequestUnderWay = { flight, aborted: false };
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
