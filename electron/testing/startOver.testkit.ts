/**
 * Run as a process of its own, which a pipe in the place of a file could stop for good: starts on one data folder
 * after the other, as the client does, writes something of everything, and says of each what became of it.
 * Arguments: the user and group to be (0 stays as it is), then the folders.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { consentText } from '../../contract/consentText.ts';
import type { PolicyReading } from '../../contract/policy.ts';
import type { Warning } from '../../contract/warning.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import { setAsideTo, unusableTo } from '../core/telemetry/warnings.ts';
import type { SessionKeeper } from '../compose/sessionKeeper.ts';

export interface Started {
  readonly folder: string;
  /** Why it did not start. */
  readonly problem?: string;
  readonly warnings: readonly Warning[];
  readonly withdrawalKey?: string;
  /** Which of the three categories could be stored on disk. */
  readonly stored: readonly string[];
  /** Whether the conversations could be opened and read. */
  readonly hasHistory: boolean;
  /** What `candor policy` had read there before: the organisation's policy, and whether there are settings. */
  readonly peeked: { readonly organisation: PolicyReading; readonly hasSettings: boolean };
}

const account = 'eve@contoso.com';
const since = '2026-11-01T00:00:00.000Z';
const permission = JSON.stringify({
  organisation: 'contoso.com',
  policy: { DisableAutomaticSendTracing: false },
});
// The imported modules ask Electron for their folder and version, even if they are given them.
const electron = `
  export const app = { getPath: () => '', getVersion: () => '0.1.0' };
  export const safeStorage = {}, session = {}, net = {}, ipcMain = { on() {} }, shell = {};
  export default { app, ipcMain, shell };`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: `data:text/javascript,${encodeURIComponent(electron)}`, shortCircuit: true }
      : next(specifier, context),
});
const { createSessionKeeper } = await import('../compose/sessionKeeper.ts');
const { buildTelemetry } = await import('../compose/telemetry.ts');
const { openCredentials } = await import('../adapters/account/credentials.ts');
const { openHeadFile } = await import('../adapters/audit/headFile.ts');
const { openIdentity } = await import('../adapters/audit/identity.ts');
const { openKeyFile } = await import('../adapters/audit/keyFile.ts');
const { openLog } = await import('../adapters/log/log.ts');
const { openOrganisationWords } = await import('../adapters/account/organisationWords.ts');
const { peekOrganisationWord } = await import('../adapters/account/peekOrganisationWord.ts');
const { openPasswordVerifiers } = await import('../adapters/account/passwordVerifiers.ts');
const { openSettings } = await import('../adapters/files/settings.ts');
const { peekSettings } = await import('../adapters/files/peekSettings.ts');
const { openWindowPlacements } = await import('../adapters/files/windowPlacements.ts');
const { readingOf } = await import('../core/account/organisationWord.ts');
const { createPolicyKeeper } = await import('../core/consent/policyKeeper.ts');

const nothing = () => undefined;
const [, , user = '0', ...folders] = process.argv;

const now = Date.now();
const pseudonymOf = () => 'a1b2';
const lock = {
  isThere: () => Promise.resolve(true),
  lock: (password: string) => Promise.resolve(password),
  unlock: (locked: string) => Promise.resolve(locked),
  isOpenToAll: () => false,
};

/** The disk may refuse; what matters is what is reported. */
async function attempt(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch {
    // As it may.
  }
}

/**
 * Opens the small files, in the order in which the client does.
 * @returns what writes each of them.
 */
function openFiles(folder: string, warn: (warning: Warning) => void) {
  const onSetAside = setAsideTo(warn, 'fileSetAside');
  const settings = openSettings(folder, now);
  if (settings.setAside) warn({ kind: 'settingsSetAside', file: settings.setAside });
  const logFile = join(folder, 'logs', 'candor.log');
  const onUnusable = unusableTo(warn, 'logUnusable');
  const log = openLog(logFile, 'Full', (text) => text, { onSetAside, onUnusable });
  log.info('started');
  const words = openOrganisationWords(folder, now, pseudonymOf, onSetAside);
  const credentials = openCredentials(folder, now, lock, onSetAside);
  const verifiers = openPasswordVerifiers(folder, now, pseudonymOf, onSetAside);
  const places = openWindowPlacements(folder, now, onSetAside);
  const writeAll = async () => {
    // scrypt is slow on purpose.
    if (!existsSync(join(folder, 'password-verifiers.json')))
      await attempt(() => verifiers.keep(account, 'x'));
    await attempt(() => {
      settings.write(settings.read());
    });
    await attempt(() => {
      places.keep('desk', 'main', { x: 0, y: 0, width: 9, height: 9, isMaximized: false });
    });
    await attempt(() => {
      words.write(account, { text: permission, etag: undefined, pool: 'p', since });
    });
    await attempt(() => {
      openKeyFile(folder, now, onSetAside).write([]);
    });
    await attempt(() => {
      openHeadFile(folder, now, onSetAside).write(null);
    });
  };
  return { log, logFile, credentials, writeAll };
}

/**
 * Records something of each category.
 * @returns those that were stored on disk.
 */
async function record(telemetry: CandorTelemetry): Promise<readonly string[]> {
  const system = { deviceModel: '', osName: '', osVersion: '', userLanguage: 'en' };
  telemetry.start({ appName: 'Candor', ...system });
  telemetry.countKey('featureUse', 'options');
  telemetry.count('census', 'signInAttempts');
  telemetry.reportException({ processType: 'main', name: 'E', message: '', stack: '' });
  telemetry.save();
  await turn();
  return (['census', 'usage', 'error'] as const).filter(
    (category) => telemetry.audit.page({ ...everything, category }, 0, 1).total > 0,
  );
}

/**
 * Writes and reads a message.
 * @returns whether that succeeded.
 */
async function converse(sessions: SessionKeeper): Promise<boolean> {
  let hasHistory = false;
  await attempt(async () => {
    await sessions.begin({ account, password: 'x', remember: true, automatic: true });
    const [peer, at] = ['bob@contoso.com', new Date(now).toISOString()];
    sessions.history().add({ id: randomUUID(), peer, text: 'x', at, delivery: 'received' });
    hasHistory = sessions.history().messages(peer, undefined, 1).length === 1;
  });
  return hasHistory;
}

async function run(
  folder: string,
  warn: (warning: Warning) => void,
  closes: (() => void)[],
): Promise<Omit<Started, 'folder' | 'warnings' | 'peeked'>> {
  const { log, logFile, credentials, writeAll } = openFiles(folder, warn);
  const { telemetry, close } = buildTelemetry({
    folder,
    crashFolder: join(folder, 'Crashpad'),
    logFile,
    log,
    warn,
    service: undefined,
    dumpChoice: () => 'ask',
    versions: { electronVersion: '45.4.1', chromiumVersion: '156.0.8078.79' },
    app: { name: 'Candor', version: '0.1.0' },
    choice: { errorReports: true, since, agreed: consentText },
    policies: createPolicyKeeper([]),
    scrub: (text) => text,
    surface: 'desktop',
    account: () => account,
    organisation: nothing,
  });
  closes.push(close);
  const stored = await record(telemetry);
  const sessions = createSessionKeeper({
    folder,
    pool: nothing,
    credentials,
    warn,
    organisations: {
      ask: () => Promise.resolve({ kind: 'unknown' }),
      organisation: nothing,
      displayNameOf: () => null,
      follow: nothing,
      stop: nothing,
      onChange: nothing,
      sources: [],
    } as never,
    proof: { isOwner: () => Promise.resolve(true) },
  });
  closes.push(sessions.close);
  const hasHistory = await converse(sessions);
  await writeAll();
  const told = { onSetAside: nothing, onKeyLost: nothing };
  return { stored, hasHistory, withdrawalKey: openIdentity(folder, now, told).withdrawalKey() };
}

async function start(folder: string): Promise<Started> {
  const warnings: Warning[] = [];
  const closes: (() => void)[] = [];
  const peeked = {
    organisation: readingOf(peekOrganisationWord(folder, now)),
    hasSettings: peekSettings(folder) !== undefined,
  };
  try {
    return {
      folder,
      peeked,
      warnings,
      ...(await run(folder, (it) => void warnings.push(it), closes)),
    };
  } catch (error) {
    return { folder, peeked, problem: String(error), warnings, stored: [], hasHistory: false };
  } finally {
    for (const close of closes) await attempt(close);
  }
}

const everything = { state: null, surface: null, text: '' } as const;
// Only now, since the imported files may be unreadable to other users.
if (user !== '0') {
  process.setgroups?.([]);
  process.setgid?.(Number(user));
  process.setuid?.(Number(user));
}
for (const folder of folders) {
  writeSync(1, `${JSON.stringify({ begins: folder })}\n`);
  writeSync(1, `${JSON.stringify(await start(folder))}\n`);
}
process.exit(0);
