#!/usr/bin/env node
// Decides what runs the client; plain JavaScript, since it also runs under Node 20.
import { lookup } from 'node:dns/promises';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchElectron } from './fetchElectron.js';

/** @typedef {import('./path.d.ts').Runtime} Runtime */
/** @typedef {import('./path.d.ts').Where} Where */

const here = dirname(fileURLToPath(import.meta.url));
const retryAfter = 6 * 60 * 60 * 1000;

/**
 * The runtime that is available now; fetches nothing.
 * @param {Where} [where]
 * @returns {Runtime}
 */
export function resolveRuntime({ env = process.env, root = join(here, '..') } = {}) {
  const wanted = env['CANDOR_RUNTIME'] ?? '';
  if (!['', 'electron', 'stand-in'].includes(wanted)) {
    throw new Error(`CANDOR_RUNTIME is "${wanted}"; it can be "electron" or "stand-in"`);
  }
  const electron = electronBinary(env, root);
  if (wanted !== 'stand-in' && electron !== undefined) {
    return { kind: 'electron', executable: electron, note: 'Electron, whose binary is at hand' };
  }
  if (wanted === 'electron') {
    throw new Error(
      'CANDOR_RUNTIME asks for Electron, whose binary is not here; `npx install-electron` fetches it, ' +
        'or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it',
    );
  }
  if (process.platform === 'win32') {
    throw new Error(
      'The stand-in for Electron runs on Linux and macOS only; `npx install-electron` fetches Electron',
    );
  }
  const why =
    wanted === 'stand-in' ? 'CANDOR_RUNTIME asks for it' : "Electron's binary is not here";
  const executable = join(here, 'standin', 'electron');
  return { kind: 'stand-in', executable, note: `the stand-in for Electron, since ${why}` };
}

/**
 * As root, Electron starts only without its sandbox; the stand-in takes care of that itself.
 * @param {Pick<Runtime, 'kind'>} runtime
 * @param {number | undefined} [user]
 */
export function sandboxSwitches({ kind }, user = process.getuid?.()) {
  return kind === 'electron' && user === 0 ? ['--no-sandbox'] : [];
}

/**
 * Like resolveRuntime, but may first try, once in a while, to fetch Electron's binary.
 * @param {import('./fetchElectron.d.ts').FetchTexts} text the messages shown meanwhile
 * @param {Where} [where]
 * @returns {Promise<Runtime>}
 */
export async function prepareRuntime(text, { env = process.env, root = join(here, '..') } = {}) {
  const missing = electronBinary(env, root) === undefined;
  if (missing && env['CANDOR_RUNTIME'] !== 'stand-in' && !failedLately(root)) {
    if (!(await tryToFetch(text, env, root))) rememberFailure(root);
  }
  return resolveRuntime({ env, root });
}

/**
 * Finds the binary as Electron's own index.js does, but without downloading it.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root
 */
function electronBinary(env, root) {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!override && name === undefined) return undefined;
  const file = override ? join(override, name ?? 'electron') : join(folder, 'dist', name ?? '');
  return existsSync(file) ? file : undefined;
}

/** @param {string} root */
function failureFile(root) {
  return join(root, 'build', 'electron-fetch-failed');
}

/** @param {string} root */
function failedLately(root) {
  const file = failureFile(root);
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < retryAfter;
}

/** @param {string} root */
function rememberFailure(root) {
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(failureFile(root), 'Delete this file to let the next start try again.\n');
}

/**
 * @param {import('./fetchElectron.d.ts').FetchTexts} text
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root
 * @returns {Promise<boolean>}
 */
async function tryToFetch(text, env, root) {
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return false;
  const host = downloadHost(env);
  // With a proxy, it is the proxy that resolves the host.
  if (env['ELECTRON_GET_USE_PROXY'] || (await resolves(host)))
    return fetchElectron(installer, { env, text });
  console.error(`${text.electronFailed(text.hostNotFound(host))} ${text.electronLater()}`);
  return false;
}

/** @param {NodeJS.ProcessEnv} env */
function downloadHost(env) {
  const mirror = env['ELECTRON_MIRROR'] ?? env['npm_config_electron_mirror'];
  return mirror && URL.canParse(mirror) ? new URL(mirror).hostname : 'github.com';
}

/** @param {string} host */
async function resolves(host) {
  const late = new Promise((resolve) => setTimeout(resolve, 3000, false).unref());
  const found = lookup(host).then(
    () => true,
    () => false,
  );
  return Boolean(await Promise.race([found, late]));
}

/**
 * Whether Node was started with this file, by whatever name: through a link, or without its extension.
 * @param {string | undefined} started
 */
function isThisFile(started) {
  if (started === undefined) return false;
  try {
    const found = createRequire(import.meta.url).resolve(started);
    return realpathSync(found) === realpathSync(fileURLToPath(import.meta.url));
  } catch {
    return false; // Started some other way, as by `node -` or by a loader.
  }
}

if (isThisFile(process.argv[1])) {
  try {
    const { executable, note } = resolveRuntime();
    console.error(`Candor runs on ${note}.`);
    console.log(executable);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
