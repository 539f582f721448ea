import { createLevelMeter, type LevelMeter } from '../../media/levelMeter.ts';
import type { Value } from '../../ui/value.ts';

/** How loud a stream is, from 0 to 1, measured only while it is observed; for one component. */
export function liveLevel(stream: MediaStream): Value<number> {
  let meter: LevelMeter | undefined;
  return {
    get: () => meter?.get() ?? 0,
    subscribe(listener) {
      const mine = createLevelMeter(stream);
      meter = mine;
      const stop = mine.subscribe(listener);
      return () => {
        stop();
        mine.stop();
        if (meter === mine) meter = undefined;
      };
    },
  };
}
