import { expect, test } from 'vitest';
import { readAnswer } from './readAnswer.ts';

/** @param chunks what comes, in order; if it `hangs`, nothing ever follows. */
function bodyOf(chunks: readonly number[], hangs = false) {
  const left = [...chunks];
  const seen = { reads: 0, cancelled: 0 };
  const reader = {
    read() {
      seen.reads += 1;
      const length = left.shift();
      if (length !== undefined)
        return Promise.resolve({ done: false, value: new Uint8Array(length) });
      return hangs
        ? new Promise<never>(() => undefined)
        : Promise.resolve({ done: true, value: undefined });
    },
    cancel() {
      seen.cancelled += 1;
      return Promise.resolve();
    },
  };
  return { reader, seen };
}
const never = new AbortController().signal;

test('a body is read whole up to the bound, and not beyond', async () => {
  expect((await readAnswer(bodyOf([4, 0, 6]).reader, 10, never))?.length).toBe(10);
  const { reader, seen } = bodyOf([4, 7, 1, 1, 1]);
  expect(await readAnswer(reader, 10, never)).toBeUndefined();
  expect(seen).toEqual({ reads: 2, cancelled: 1 });
});

test('no body is an empty one', async () => {
  expect((await readAnswer(undefined, 10, never))?.length).toBe(0);
});

test('a body that never ends is given up when its time is over, before it or within', async () => {
  for (const isEarly of [true, false]) {
    const { reader, seen } = bodyOf([1], true);
    const aborting = new AbortController();
    if (isEarly) aborting.abort();
    const reading = readAnswer(reader, 10, aborting.signal);
    aborting.abort();
    await expect(reading).rejects.toThrow();
    expect(seen.cancelled).toBe(1);
  }
});
