import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const packages = {
  '': {},
  bin: { version: '0.1.0', bin: { candor: 'candor.js' } },
  'node_modules/candor-commands': { resolved: 'bin', link: true },
  'node_modules/zod': { version: '4.6.7' },
};

/**
 * A clone whose npm only reports that it was run.
 * @returns what an install prints, and the arguments that npm was run with.
 */
function installIn(present: object, links: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'candor-install-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const file of ['tools/install.js', 'contract/text/plain.js'])
    cpSync(join(root, file), join(folder, file));
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  const write = (file: string, text: string) => {
    writeFileSync(join(folder, file), text);
  };
  write('package.json', '{ "type": "module" }');
  write('package-lock.json', JSON.stringify({ packages }));
  write('node_modules/.package-lock.json', JSON.stringify({ packages: present }));
  cpSync(process.execPath, join(bin, 'node'));
  for (const name of links) writeFileSync(join(bin, name), '');
  write('npm.js', "console.log('npm', process.argv[2]);");
  const env = { ...process.env, LC_ALL: 'C', npm_execpath: join(folder, 'npm.js') };
  return spawnSync(process.execPath, ['tools/install.js'], { cwd: folder, env, encoding: 'utf8' })
    .stdout;
}

test('what is installed whole is left as it is', () => {
  expect(installIn(packages, ['candor'])).toBe('');
});

test.each([
  [
    'the link to the commands',
    { ...packages, 'node_modules/candor-commands': undefined },
    ['candor'],
  ],
  ['a command in node_modules/.bin', packages, []],
  ['a package', { ...packages, 'node_modules/zod': undefined }, ['candor']],
  [
    'the version of a package',
    { ...packages, 'node_modules/zod': { version: '4.0.0' } },
    ['candor'],
  ],
])('where %s is missing, npm installs again', (_what, present, links) => {
  expect(installIn(present, links)).toBe('npm ci\n');
});
