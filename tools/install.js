// Installs what the lock file names, unless it is already installed. Plain JavaScript that uses only Node's own modules
// and plain texts, since a fresh machine has nothing else, and its Node may be version 20.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plainText } from '../contract/text/plain.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const node = join(modules, '.bin', 'node');
const LOWEST_NODE = 20;
const text = plainText(process.env);

/** @param {string} problem */
function giveUp(problem) {
  console.error(problem);
  process.exit(1);
}

/** @param {string} command @param {string[]} args */
function succeeds(command, args) {
  const { status } = spawnSync(command, args, {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  return status === 0;
}

function npmCi() {
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  const [command, args] = npm ? [process.execPath, [npm, ...options]] : ['npm', options];
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, bin?: Record<string, string> }>} */
function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/** @param {Record<string, string>} bin the commands of a package of this repository, which npm links where npx looks. */
function areLinked(bin) {
  return Object.keys(bin).every((name) => existsSync(join(modules, '.bin', name)));
}

/** Whether the result that npm noted at the end of its last run matches the lock file. */
function isInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(modules, '.package-lock.json'));
  return Object.entries(wanted).every(([path, { version, optional, devOptional, bin = {} }]) => {
    if (path === '' || (!(path in present) && (optional || devOptional))) return true;
    const isOurs = !path.startsWith('node_modules/');
    return path in present && present[path]?.version === version && (!isOurs || areLinked(bin));
  });
}

if (Number(process.versions.node.split('.')[0]) < LOWEST_NODE)
  giveUp(text.oldNode(LOWEST_NODE, process.version));

if (!isInstalled() || !existsSync(node)) {
  console.error(text.installing());
  if (!npmCi()) giveUp(text.notInstalled());
  if (!succeeds(node, ['--version'])) giveUp(text.noNode());
}
