import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { plainText } from '../contract/text/plain.js';
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
  /** The failures, as the runner names them, with the first lines of the reason. */
  readonly failures: readonly string[];
}

const MESSAGE_LINES = 12;
const shorten = (message: string): string =>
  message.split('\n').slice(0, MESSAGE_LINES).join('\n  ');

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numFailedTestSuites: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string(),
        assertionResults: z.array(
          z.object({
            status: z.string(),
            fullName: z.string(),
            failureMessages: z.array(z.string()).nullable(),
          }),
        ),
      }),
    ),
  })
  .transform((report): Counts => ({
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults
      .filter(({ status }) => status === 'failed')
      .flatMap(({ name, message, assertionResults }) => [
        `${relative(root, name)} ${shorten(message)}`,
        ...assertionResults
          .filter(({ status }) => status === 'failed')
          .map(
            ({ fullName, failureMessages }) =>
              `  ${fullName}: ${shorten(failureMessages?.join('\n') ?? '')}`,
          ),
      ]),
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
    failures: [], // Playwright itself lists them at the end.
  }));

function run(title: string, args: readonly string[]): boolean {
  console.log(`\n— ${title}`);
  const [command = '', ...rest] = args;
  const file = join(root, 'node_modules', '.bin', command);
  return spawnSync(file, rest, { cwd: root, stdio: 'inherit' }).status === 0;
}

const none: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
const failureOf = (what: string): Counts => ({ ...none, failed: 1, failures: [what] });

const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  failures: [...a.failures, ...b.failures],
});

/** A check counts only if it fails: it is not a test, but no success either. */
async function check(title: string, args: readonly string[]): Promise<Counts> {
  const said: Buffer[] = [];
  const [command = '', ...rest] = args;
  const child = spawn(join(root, 'node_modules', '.bin', command), rest, { cwd: root });
  for (const output of [child.stdout, child.stderr])
    output.on('data', (chunk: Buffer) => void said.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  console.log(`\n— ${title}`);
  process.stdout.write(Buffer.concat(said));
  return code === 0 ? none : failureOf(title);
}

/**
 * Runs tests, and counts them by the runner's own report; if a runner fails without a failed test, that counts as one.
 */
function tests(
  title: string,
  args: readonly string[],
  file: string,
  report: z.ZodType<Counts>,
): Counts {
  const succeeded = run(title, args);
  if (!existsSync(file)) return failureOf(title);
  const counts = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  const silent = counts.failed === 0 && (!succeeded || counts.passed === 0);
  return silent ? add(counts, failureOf(title)) : counts;
}

async function build(): Promise<Counts> {
  try {
    const { note } = await prepareRuntime(plainText(process.env));
    console.log(`Candor is tested on ${note}.`);
    await buildClient();
    return none;
  } catch (error) {
    console.error(error);
    return failureOf('build');
  }
}

async function testAll(): Promise<Counts> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  // Hundreds of processes start from the same sources, which the first one compiles for all.
  process.env['NODE_COMPILE_CACHE'] = join(reports, 'compile-cache');
  const vitest = [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${unitReport}`,
  ];
  // With their types, all files together need more than the 4 GB that Node allows by itself.
  const eslint = ['node', '--max-old-space-size=8192', 'node_modules/eslint/bin/eslint.js', '.'];
  return [
    await build(),
    // In parallel, since each of them uses only one core.
    ...(await Promise.all([
      check('format', ['prettier', '--check', '--log-level=warn', '.']),
      check('types', ['tsc', '-b']),
      check('lint', eslint),
      check('dead weight', ['knip']),
    ])),
    tests('units', vitest, unitReport, vitestReport),
    tests('flows', ['playwright', 'test'], flowReport, playwrightReport),
  ].reduce(add);
}

const { passed, failed, skipped, failures } = await testAll();
if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
