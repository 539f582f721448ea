import { seeded } from '../../contract/testing/seeded.testkit.ts';
import { cpuTimeMs } from './cpuTime.ts';
import { createFaults, type Target } from './target.ts';

const breathe = () => new Promise((resolve) => setImmediate(resolve));

/**
 * A target that is a function: each input is given to it on this thread, and may throw nothing.
 * @param prepare makes what tries one input, and describes that input for a fault's sentence.
 */
export function attackInProcess(
  name: string,
  prepare: () => Promise<
    (unit: () => number) => { readonly input: string; readonly run: () => void }
  >,
): Target {
  return {
    name,
    async attack(forMs, seed) {
      const next = await prepare();
      const unit = seeded(seed);
      const faults = createFaults();
      const until = performance.now() + forMs;
      let [inputs, largestStallMs] = [0, 0];
      while (performance.now() < until) {
        const { input, run } = next(unit);
        const before = cpuTimeMs();
        try {
          run();
        } catch (error) {
          faults.add(`${String(error)} was thrown at ${JSON.stringify(input.slice(0, 200))}`);
        }
        largestStallMs = Math.max(largestStallMs, cpuTimeMs() - before);
        inputs += 1;
        if (inputs % 64 === 0) await breathe();
      }
      return { inputs, largestStallMs, faults: faults.list };
    },
  };
}
