import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Preloaded, it writes each loaded module's address to the error output. */
const tellLoads = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  import { writeSync } from 'node:fs';
  registerHooks({
    load(url, context, next) {
      writeSync(2, 'loads ' + url + '\\n');
      return next(url, context);
    },
  });`)}`;

/**
 * Runs a command as npm links it.
 * @returns its status, and the packages that it loaded to answer.
 */
function run(name: string, args: readonly string[]) {
  const command = join(root, 'node_modules/.bin', name);
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', tellLoads, command, ...args],
    { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  );
  const found = stderr.matchAll(/^loads file:.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/gm);
  return { status, packages: [...new Set([...found].map(([, name = '']) => name))].sort() };
}

test.each([
  ['candor', ['--version'], 0, ['i18next']],
  ['candor', ['--help'], 0, ['i18next']],
  ['candor', ['verify', '--help'], 0, ['i18next']],
  ['candor', [], 2, ['i18next']],
  ['candor-pool', ['help'], 0, ['i18next', 'ipaddr.js']],
  ['candor-pool', ['--help'], 0, ['i18next', 'ipaddr.js']],
  ['candor-pool', ['--version'], 0, ['i18next', 'ipaddr.js']],
  ['candor-pool', ['--no-such-option'], 2, ['i18next', 'ipaddr.js']],
] as const)('%s %j answers with what its words need', (name, args, status, packages) => {
  expect(run(name, args)).toEqual({ status, packages });
});

test('candor-pool reads and changes its file without a server’s libraries', () => {
  const data = mkdtempSync(join(tmpdir(), 'candor-pool-loads-'));
  onTestFinished(() => {
    rmSync(data, { recursive: true, force: true });
  });
  const packages = ['i18next', 'ipaddr.js', 'jsonc-parser', 'zod'];
  const made = ['add-organisation', 'contoso.com', '--data', data];
  expect(run('candor-pool', made)).toEqual({ status: 0, packages });
  expect(run('candor-pool', ['show', '--data', data])).toEqual({ status: 0, packages });
});

test('the root package names no command itself, since npx would then read every package before it runs one', () => {
  const read = (file: string) =>
    JSON.parse(readFileSync(join(root, file), 'utf8')) as { readonly bin?: object };
  expect(read('package.json')).not.toHaveProperty('bin');
  const files = globSync('*.js', { cwd: import.meta.dirname });
  expect(Object.values(read('bin/package.json').bin ?? {}).sort()).toEqual(files.sort());
});
