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

/** A runner that left no report has failed, whatever it says. */
function countsOf(file: string, report: z.ZodType<Counts>): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  return report.parse(JSON.parse(readFileSync(file, 'utf8')));
}

async function test(): Promise<boolean> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const { note } = await prepareRuntime();
  console.log(`Candor is tested on ${note}.`);
  await buildClient();
  const checks = [
    run('format', ['prettier', '--check', '--log-level=warn', '.']),
    run('types', ['tsc', '-b']),
    run('lint', ['eslint', '--max-warnings=0', '.']),
  ];
  const runs = [
    run('units', [
      'vitest',
      'run',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile=${unitReport}`,
    ]),
    run('flows', ['playwright', 'test']),
  ];
  const units = countsOf(unitReport, vitestReport);
  const flows = countsOf(flowReport, playwrightReport);
  const sum = (key: keyof Counts) => units[key] + flows[key];
  const clean = [...checks, ...runs].every(Boolean);
  if (!checks.every(Boolean)) console.log('\nFormat, types or lint are not clean: see above.');
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return clean && sum('failed') === 0;
}

process.exitCode = (await test()) ? 0 : 1;
