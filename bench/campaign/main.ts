/* npm run campaign -- --minutes 10 [--seed N]: attacks every reader of what strangers send, and counts. */
import { parseArgs } from 'node:util';
import { LARGEST_STALL_MS, problemsOf, targets } from './runCampaign.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes ?? 10);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('usage: npm run campaign -- [--minutes NUMBER] [--seed WHOLE-NUMBER]');
  process.exit(2);
}

console.log(
  `Seed ${String(seed)}; ${String(minutes)} minutes over ${String(targets.length)} targets.`,
);
const rows = [];
const problems: string[] = [];
for (const target of targets) {
  const result = await target.attack((minutes * 60_000) / targets.length, seed);
  const found = problemsOf(result);
  problems.push(...found.map((problem) => `${target.name}: ${problem}`));
  rows.push({
    target: target.name,
    inputs: result.inputs,
    'largest stall (CPU ms)': Number(result.largestStallMs.toFixed(1)),
    faults: found.length,
  });
}
console.table(rows);
for (const problem of problems) console.log(problem);
console.log(
  problems.length === 0
    ? `Nothing failed, and no stall reached ${String(LARGEST_STALL_MS)} ms.`
    : `${String(problems.length)} problems; repeat with --seed ${String(seed)}.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
