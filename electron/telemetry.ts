import { join } from 'node:path';
import { categories, type Category, type ClientSurface } from '../contract/catalogue.ts';
import type { Choice, Policy } from '../contract/consent.ts';
import type { DumpChoice } from '../contract/ipc.ts';
import { systemClock } from './adapters/clock.ts';
import { sha256, systemRandom, verifySignature } from './adapters/crypto.ts';
import { boundsWithin } from './adapters/drawerBounds.ts';
import { createDumpFiles } from './adapters/dumpFiles.ts';
import { openIdentity } from './adapters/identity.ts';
import { openKeyFile } from './adapters/keyFile.ts';
import { createLedgerFile } from './adapters/ledgerFile.ts';
import { logBetween } from './adapters/logBetween.ts';
import { openSessionMark } from './adapters/sessionMark.ts';
import { createSqliteDrawer } from './adapters/sqliteDrawer.ts';
import { systemAccount, watchCondition } from './adapters/system.ts';
import { createSystemDumps } from './adapters/windowsErrorReporting.ts';
import type { LogFile } from './adapters/log.ts';
import type { PolicyKeeper } from './core/policyKeeper.ts';
import { retentionDays } from './core/policySettings.ts';
import type { Drawers, Service, Versions } from './core/ports.ts';
import type { Warn } from './core/warnings.ts';
import { createTelemetry, type Telemetry } from './core/telemetry.ts';

function openDrawers(
  folder: string,
  policy: () => Policy,
  onSetAside: (file: string) => void,
): Drawers {
  const now = () => systemClock.now();
  const open = (category: Category) =>
    createSqliteDrawer({
      file: join(folder, `${category}.db`),
      get bounds() {
        return boundsWithin(retentionDays(policy()));
      },
      now,
      onSetAside,
    });
  return { census: open('census'), usage: open('usage'), error: open('error') };
}

/** Builds the data-collection system on this machine's parts. @returns it, and what closes it. */
export function buildTelemetry(parts: {
  folder: string;
  crashFolder: string;
  logFile: string;
  dumpChoice: () => DumpChoice;
  versions: Versions;
  app: { name: string; version: string };
  choice: Choice;
  policies: PolicyKeeper;
  service: Service | undefined;
  log: LogFile;
  scrub: (text: string) => string;
  warn: Warn;
  /** On which surface this process begins. */
  surface: ClientSurface;
  /** The account that is signed in or was last; nothing where nobody ever was. */
  account: () => string | undefined;
  /** The registered name of the person's organisation, where it is known. */
  organisation: () => string | undefined;
}): { telemetry: Telemetry; close: () => void } {
  const { folder, crashFolder, policies, log } = parts;
  const drawers = openDrawers(join(folder, 'outbox'), policies.policy, (file) => {
    parts.warn({ kind: 'outboxSetAside', file });
  });
  const ledgerFile = createLedgerFile({
    folder,
    now: () => systemClock.now(),
    onSetAside: (file) => {
      parts.warn({ kind: 'ledgerSetAside', file });
    },
  });
  const utf8 = new TextEncoder();
  const fromUtf8 = new TextDecoder();
  const telemetry = createTelemetry({
    ...parts,
    drawers,
    clock: systemClock,
    random: systemRandom,
    sha256,
    verifySignature,
    ledgerFile,
    keyFile: openKeyFile(folder, systemClock.now()),
    encodeUtf8: (text) => utf8.encode(text),
    decodeUtf8: (bytes) => fromUtf8.decode(bytes),
    dumps: createDumpFiles({ crashFolder, folder: join(folder, 'dumps') }),
    systemDumps: createSystemDumps(process.platform, (problem) => {
      log.warn(problem);
    }),
    mark: openSessionMark(folder, systemClock.now()),
    logBetween: (from, until) => logBetween(parts.logFile, from, until),
    condition: watchCondition(),
    identity: openIdentity(folder, systemClock.now()),
    account: () => parts.account() ?? systemAccount(),
    policy: policies.policy(),
    refreshPolicy: policies.refresh,
  });
  log.onLine(telemetry.noteLogLine);
  policies.onChange(telemetry.applyPolicy);
  const close = () => {
    policies.stop();
    telemetry.stop();
    for (const category of categories) drawers[category].close();
    ledgerFile.close();
  };
  return { telemetry, close };
}
