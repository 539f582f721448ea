import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppDetails } from './api/appDetails.ts';
import { launchChromium } from './chromium/launch.ts';
import { NETWORK_SERVICE, watchProcesses } from './chromium/processes.ts';
import { watchTargets } from './chromium/targets.ts';
import { parseCommandLine } from './commandLine.ts';
import type { StandIn } from './createElectron.ts';
import { openGate } from './gate.ts';

type Manifest = { name?: string; productName?: string; version?: string; main?: string };

const executable = join(import.meta.dirname, 'electron');
const args = process.argv.slice(2);
const { switches, modules, appPath = '.' } = parseCommandLine(args);
becomeElectron();
outliveErrors();
const { standIn } = await import('./electron.ts');
const path = resolve(appPath);
const require = createRequire(join(path, 'package.json'));
const manifest = readManifest(path);
standIn.started.details = {
  executable,
  path,
  name: manifest.productName ?? manifest.name ?? 'Electron',
  version: manifest.version ?? '',
  switches,
} satisfies AppDetails;
for (const module of modules) require(module);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    standIn.electron.app.quit();
  });
}
try {
  await import(pathToFileURL(join(path, manifest.main ?? 'index.js')).href);
  await start(standIn);
} catch (error) {
  console.error('A JavaScript error occurred in the main process', error);
  standIn.electron.app.exit(1);
}

/**
 * Electron shows an uncaught error and goes on, while Node would end; an application's own listener takes precedence.
 */
function outliveErrors(): void {
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    console.error('A JavaScript error occurred in the main process', error);
  });
  process.on('unhandledRejection', (reason) => {
    if (process.listenerCount('unhandledRejection') > 1) return;
    console.error('UnhandledPromiseRejectionWarning:', reason);
  });
}

/** Makes this Node process look, to the application, like Electron's main process. */
function becomeElectron(): void {
  const electronPackage = createRequire(import.meta.url).resolve('electron/package.json');
  const { version } = JSON.parse(readFileSync(electronPackage, 'utf8')) as { version: string };
  const versions = { ...process.versions, electron: version, chrome: '' };
  Object.defineProperty(process, 'versions', { value: versions, enumerable: true });
  Object.assign(process, {
    argv: [executable, ...args],
    execPath: executable,
    type: 'browser',
    defaultApp: true,
    resourcesPath: dirname(executable),
  });
  const url = new URL('./electron.ts', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      /^electron(\/(main|common|renderer))?$/.test(specifier)
        ? { url, shortCircuit: true }
        : next(specifier, context),
  });
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Starts Chromium, then tells the application that it is ready. */
async function start({
  appCore,
  started,
  crashDumps,
  profile,
  rules,
  networkForgets,
  schemes,
  lost,
}: StandIn): Promise<void> {
  if (appCore.isQuitting()) return;
  const gate = await openGate(rules, schemes.toElectron);
  const chromium = await launchChromium({
    gate: gate.port,
    profile: profile(),
    locale: appCore.locale(),
    env: process.env,
    crashDumps: crashDumps(),
    switches,
  });
  Object.assign(process.versions, { chrome: chromium.product.split('/')[1] });
  started.chromium = chromium;
  started.targets = await watchTargets(chromium);
  started.processes = await watchProcesses(chromium, (details) => {
    if (details.serviceName === NETWORK_SERVICE) networkForgets();
    if (!appCore.isQuitting()) appCore.emit('child-process-gone', {}, details);
  });
  void chromium.exited.then(gate.close).then(lost);
  console.error(['Candor runs on the stand-in for Electron, with', chromium.product].join(' '));
  for (const note of chromium.notes) console.error(`The stand-in ${note}.`);
  if (switches.has('remote-debugging-port'))
    console.error(`DevTools listening on ${chromium.endpoint}`);
  appCore.becomeReady();
}
