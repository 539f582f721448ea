import { join } from 'node:path';
import { categories, type Category, type ClientSurface } from '../../contract/datum.ts';
import type { Choice, Policy } from '../../contract/consent.ts';
import type { DumpChoice } from '../../contract/dumpDecision.ts';
import { candorSchema } from '../../contract/records.ts';
import { systemClock, systemUptime } from '../adapters/system/clock.ts';
import { sha256, systemRandom, verifySignature } from '../adapters/system/crypto.ts';
import { boundsWithin } from '../adapters/outbox/outboxBounds.ts';
import { createDumpFiles } from '../adapters/crash/dumpFiles.ts';
import { openHeadFile } from '../adapters/audit/headFile.ts';
import { openIdentity } from '../adapters/audit/identity.ts';
import { openKeyFile } from '../adapters/audit/keyFile.ts';
import { clearForFolder, folderProblem } from '../adapters/files/oddFile.ts';
import { createLedgerFile } from '../adapters/audit/ledgerFile.ts';
import { logBetween } from '../adapters/log/logBetween.ts';
import { openSessionMark } from '../adapters/crash/sessionMark.ts';
import { createSqliteOutbox } from '../adapters/outbox/sqliteOutbox.ts';
import { systemAccount, watchCondition } from '../adapters/system/system.ts';
import { createSystemDumps } from '../adapters/crash/windowsErrorReporting.ts';
import type { LogFile } from '../adapters/log/log.ts';
import type { PolicyKeeper } from '../core/consent/policyKeeper.ts';
import { retentionDays } from '../core/consent/policySettings.ts';
import type { Outboxes } from '../core/ports/outbox.ts';
import type { Versions } from '../core/ports/system.ts';
import type { ServiceClient } from '../core/ports/telemetryService.ts';
import { setAsideTo, unusableTo, type Warn } from '../core/telemetry/warnings.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import { createTelemetry } from '../core/telemetry/telemetry.ts';

function openOutboxes(folder: string, policy: () => Policy, warn: Warn): Outboxes {
  const now = () => systemClock.now();
  const open = (category: Category) =>
    createSqliteOutbox({
      file: join(folder, `${category}.db`),
      get bounds() {
        return boundsWithin(retentionDays(policy()));
      },
      now,
      uptime: systemUptime,
      onSetAside: setAsideTo(warn, 'outboxSetAside'),
      onUnusable: unusableTo(warn, 'outboxUnusable'),
    });
  return { census: open('census'), usage: open('usage'), error: open('error') };
}

/** A folder of the data folder; anything else of its name is set aside, and an unusable one is reported. */
function folderFor(name: string, { folder, warn }: { folder: string; warn: Warn }): string {
  const path = join(folder, name);
  clearForFolder(path, systemClock.now(), setAsideTo(warn, 'fileSetAside'));
  const problem = folderProblem(path);
  if (problem !== undefined) warn({ kind: 'outboxUnusable', file: path, problem });
  return path;
}

/**
 * Builds the data-collection system on this machine's adapters.
 * @returns it, and what closes it.
 */
export function buildTelemetry(parts: {
  folder: string;
  crashFolder: string;
  logFile: string;
  dumpChoice: () => DumpChoice;
  versions: Versions;
  app: { name: string; version: string };
  choice: Choice;
  policies: PolicyKeeper;
  service: ServiceClient | undefined;
  log: LogFile;
  scrub: (text: string) => string;
  warn: Warn;
  /** The surface on which this process begins. */
  surface: ClientSurface;
  /** The account that is or was last signed in; undefined if nobody ever was. */
  account: () => string | undefined;
  /** The registered name of the person's organisation, if it is known. */
  organisation: () => string | undefined;
}): { telemetry: CandorTelemetry; close: () => void } {
  const { folder, crashFolder, policies, log } = parts;
  const { warn } = parts;
  const now = systemClock.now();
  const onSetAside = setAsideTo(warn, 'fileSetAside');
  const outbox = folderFor('outbox', parts);
  const dumpFolder = folderFor('dumps', parts);
  const outboxes = openOutboxes(outbox, policies.policy, warn);
  const ledgerFile = createLedgerFile({
    folder,
    now: () => systemClock.now(),
    onSetAside: setAsideTo(warn, 'ledgerSetAside'),
  });
  const utf8 = new TextEncoder();
  const fromUtf8 = new TextDecoder();
  const telemetry = createTelemetry({
    ...parts,
    schema: candorSchema,
    outboxes,
    clock: systemClock,
    random: systemRandom,
    sha256,
    verifySignature,
    ledgerFile,
    headFile: openHeadFile(folder, now, onSetAside),
    keyFile: openKeyFile(folder, now, onSetAside),
    encodeUtf8: (text) => utf8.encode(text),
    decodeUtf8: (bytes) => fromUtf8.decode(bytes),
    dumps: createDumpFiles({ crashFolder, folder: dumpFolder }),
    systemDumps: createSystemDumps(process.platform, (problem) => {
      log.warn(problem);
    }),
    mark: openSessionMark(folder, now, onSetAside),
    logBetween: (from, until) => logBetween(parts.logFile, from, until),
    condition: watchCondition(),
    identity: openIdentity(folder, now, {
      onSetAside,
      onKeyLost: setAsideTo(warn, 'erasureKeyLost'),
    }),
    account: () => parts.account() ?? systemAccount(),
    policy: policies.policy(),
    refreshPolicy: policies.refresh,
  });
  log.onLine(telemetry.noteLogLine);
  policies.onChange(telemetry.applyPolicy);
  const close = () => {
    policies.stop();
    telemetry.stop();
    for (const category of categories) outboxes[category].close();
    ledgerFile.close();
  };
  return { telemetry, close };
}
