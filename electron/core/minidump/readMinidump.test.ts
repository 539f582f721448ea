import { beforeAll, describe, expect, it } from 'vitest';
import { pick, seeded } from '../../../contract/testing/seeded.testkit.ts';
import { makeDumps, missingForDumps, type Dumps } from '../../testing/crash.testkit.ts';
import { mutated, watched } from '../../testing/minidump.testkit.ts';
import { inMemory, type RandomAccess } from './bytes.ts';
import { readMinidump } from './readMinidump.ts';

const missing = await missingForDumps();
const MUTATIONS = 100_000;

describe.skipIf(missing)(`genuine dumps of Chromium ${missing ?? ''}`, () => {
  let dumps: Dumps;
  beforeAll(async () => {
    dumps = await makeDumps();
  });

  it('tell which process crashed, by which exception, where, and with how many threads', () => {
    const place = {
      exceptionKind: 'SIGSEGV',
      moduleOffset: expect.stringMatching(/^0x[0-9a-f]+$/) as string,
      threadCount: expect.any(Number) as number,
    };
    for (const [name, processType] of [
      ['renderer', 'renderer'],
      ['gpu', 'gpu-process'],
      ['browser', 'browser'],
    ] as const)
      expect(readMinidump(inMemory(dumps[name]))).toMatchObject({
        ok: true,
        value: { ...place, processType },
      });
    expect(readMinidump(inMemory(dumps.renderer))).toMatchObject({
      value: { crashedModule: expect.stringMatching(/^chrom/) as string },
    });
  });

  it('are read in a few small pieces, however large they are', () => {
    const { file, seen } = watched(dumps.browser);
    readMinidump(file);
    expect(seen.largest).toBeLessThanOrEqual(4096);
    expect(seen.reads).toBeLessThan(5000);
  });

  it('cut off anywhere give what is left, and never more', () => {
    for (let length = 0; length < dumps.renderer.length; length += 97)
      expect(typeof readMinidump(inMemory(dumps.renderer.subarray(0, length))).ok).toBe('boolean');
  });

  it(`survive ${MUTATIONS} mutations: no throw, no endless reading, no read past the end`, () => {
    const unit = seeded(2026);
    const originals = [dumps.renderer, dumps.gpu].map((dump) => {
      const { file, seen } = watched(dump, true);
      readMinidump(file);
      return { dump, places: seen.places };
    });
    const worst = { reads: 0, largest: 0, beyond: 0 };
    let understood = 0;
    for (let mutation = 0; mutation < MUTATIONS; mutation += 1) {
      const { dump, places } = pick(unit, originals);
      mutated(unit, dump, places, (bytes) => {
        const { file, seen } = watched(bytes);
        if (readMinidump(file).ok) understood += 1;
        worst.reads = Math.max(worst.reads, seen.reads);
        worst.largest = Math.max(worst.largest, seen.largest);
        worst.beyond += seen.beyond;
      });
    }
    expect(worst.beyond).toBe(0);
    expect(worst.largest).toBeLessThanOrEqual(4096);
    expect(worst.reads).toBeLessThanOrEqual(10_000);
    expect(understood).toBeGreaterThan(MUTATIONS / 2);
  }, 120_000);
});

it.each([
  ['nothing', Buffer.alloc(0), 'it is empty'],
  ['a few bytes', Buffer.from('MDMP'), 'it is too short for a minidump'],
  ['another file', Buffer.alloc(1000, 'PK'), 'it is not a minidump'],
])('%s is no dump, and is told so', (_name, bytes, problem) => {
  expect(readMinidump(inMemory(bytes))).toEqual({ ok: false, problem });
});

it('a file that vanishes while it is read is no dump', () => {
  const vanishing: RandomAccess = { size: 10_000, read: () => undefined };
  expect(readMinidump(vanishing)).toEqual({ ok: false, problem: 'it can’t be read' });
});
