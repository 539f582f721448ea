import { pick } from '../../../contract/testing/seeded.testkit.ts';
import { inMemory } from '../../../electron/core/minidump/bytes.ts';
import { readMinidump } from '../../../electron/core/minidump/readMinidump.ts';
import { makeDumps } from '../../../electron/testing/crash.testkit.ts';
import { mutated, watched } from '../../../electron/testing/minidump.testkit.ts';
import { attackInProcess } from '../attackInProcess.ts';

/** Genuine dumps of Chromium's, changed where the reader looks. */
export const minidumps = attackInProcess('minidumps', async () => {
  const dumps = await makeDumps();
  const originals = [dumps.renderer, dumps.gpu, dumps.browser].map((dump) => {
    const { file, seen } = watched(dump, true);
    readMinidump(file);
    return { dump, places: seen.places };
  });
  return (unit) => ({
    input: 'a mutated dump',
    run: () => {
      const { dump, places } = pick(unit, originals);
      mutated(unit, dump, places, (bytes) => {
        readMinidump(inMemory(bytes));
      });
    },
  });
});
