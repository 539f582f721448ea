import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { prepareRuntime } from '../runtime/path.js';
import { buildClient } from './build.ts';

const root = join(import.meta.dirname, '..');
const reports = join(root, 'test-results');
const unitReport = join(reports, 'units.json');
const flowReport = join(reports, 'flows.json');

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numFailedTestSuites: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
  })
  .transform((report): Counts => ({
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  }));

const playwrightReport = z
  .object({
    stats: z.object({
      expected: z.number(),
      unexpected: z.number(),
      flaky: z.number(),
      skipped: z.number(),
    }),
    errors: z.array(z.unknown()),
  })
  .transform(({ stats, errors }): Counts => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }));

function run(title: string, args: readonly string[]): boolean {
  console.log(`\n— ${title}`);
  const [command = '', ...rest] = args;
  const file = join(root, 'node_modules', '.bin', command);
  return spawnSync(file, rest, { cwd: root, stdio: 'inherit' }).status === 0;
}

const none: Counts = { passed: 0, failed: 0, skipped: 0 };
const failure: Counts = { ...none, failed: 1 };

const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** A check counts only when it fails: it is no test, but it is no success either. */
const check = (title: string, args: readonly string[]): Counts =>
  run(title, args) ? none : failure;

/** Runs tests, and counts them by the runner's own report; a runner that fails without a failed test is one. */
function tests(
  title: string,
  args: readonly string[],
  file: string,
  report: z.ZodType<Counts>,
): Counts {
  const succeeded = run(title, args);
  if (!existsSync(file)) return failure;
  const counts = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  const silent = counts.failed === 0 && (!succeeded || counts.passed === 0);
  return silent ? add(counts, failure) : counts;
}

async function build(): Promise<Counts> {
  try {
    const { note } = await prepareRuntime();
    console.log(`Candor is tested on ${note}.`);
    await buildClient();
    return none;
  } catch (error) {
    console.error(error);
    return failure;
  }
}

async function testAll(): Promise<Counts> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const vitest = [
    'vitest',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile=${unitReport}`,
  ];
  return [
    await build(),
    check('format', ['prettier', '--check', '--log-level=warn', '.']),
    check('types', ['tsc', '-b']),
    check('lint', ['eslint', '--max-warnings=0', '.']),
    tests('units', vitest, unitReport, vitestReport),
    tests('flows', ['playwright', 'test'], flowReport, playwrightReport),
  ].reduce(add);
}

const { passed, failed, skipped } = await testAll();
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
