import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ClientSurface } from '../../contract/datum.ts';
import { notChosen, noPolicy, type Choice, type Policy } from '../../contract/consent.ts';
import { consentText } from '../../contract/consentText.ts';
import type { DumpChoice } from '../../contract/dumpDecision.ts';
import { seeded } from '../../contract/testing/seeded.testkit.ts';
import type { Warning } from '../../contract/warning.ts';
import { candorSchema, type CandorSchema } from '../../contract/records.ts';
import { outboxBounds, type OutboxBounds } from '../adapters/outbox/outboxBounds.ts';
import { verifySignature } from '../adapters/system/crypto.ts';
import { createDumpFiles } from '../adapters/crash/dumpFiles.ts';
import { withoutSystemDumps } from '../adapters/crash/windowsErrorReporting.ts';
import { createSqliteOutbox } from '../adapters/outbox/sqliteOutbox.ts';
import type { Fault } from '../core/records/faults.ts';
import type { Random, Sha256 } from '../core/ports/crypto.ts';
import type { DumpFiles, SystemDumps } from '../core/ports/dumps.ts';
import type { Outboxes, Entry } from '../core/ports/outbox.ts';
import type { LastSession } from '../core/ports/session.ts';
import type { Log } from '../core/ports/system.ts';
import type { ServiceClient } from '../core/ports/telemetryService.ts';
import { createScrub } from '../core/records/scrub.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import { createTelemetry, type TelemetryPorts } from '../core/telemetry/telemetry.ts';
import { openAuditFiles } from './audit.testkit.ts';
import { createManualClock, type ManualClock } from './clock.testkit.ts';
import { createFakeService } from './service.testkit.ts';

export const digestOfBytes = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

export const sha256: Sha256 = (input) => createHash('sha256').update(input).digest();

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'candor-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export function seededRandom(seed = 1): Random {
  const unit = seeded(seed);
  return { bytes: (count) => randomBytes(count), unit };
}

export function createListLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (text: string) => void lines.push(text);
  return { lines, debug: write, info: write, warn: write };
}

/** All bytes of all files below a folder, to search for what should not be there. */
export function bytesIn(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');
}

export function openOutboxes(
  folder: string,
  clock: ManualClock,
  bounds: OutboxBounds = outboxBounds,
) {
  const setAside: string[] = [];
  const now = () => clock.now();
  const onSetAside = (file: string) => void setAside.push(file);
  const open = (category: string) =>
    createSqliteOutbox({
      file: join(folder, `${category}.db`),
      bounds,
      now,
      uptime: clock.uptime,
      onSetAside,
      onUnusable: () => undefined,
    });
  const outboxes: Outboxes = { census: open('census'), usage: open('usage'), error: open('error') };
  onTestFinished(() => {
    for (const outbox of Object.values(outboxes)) outbox.close();
  });
  return { outboxes, setAside };
}

let made = 0;

/** A waiting record with this text. */
export function entryOf(text = '', part: Partial<Entry> = {}): Entry {
  made += 1;
  const id = `01890a5d-ac96-774b-bcce-${String(made).padStart(12, '0')}`;
  const line = Buffer.from(JSON.stringify({ id, text }));
  const digest = createHash('sha256').update(line).digest('hex');
  const at = Date.parse('2026-11-22T10:00:00.000Z');
  const what = { category: 'error', surface: 'desktop', name: 'repeats' } as const;
  return { id, ...what, at, line, digest, ...part };
}

export const everything = { count: 1_000_000, bytes: Infinity };

export const optedIn: Choice = {
  errorReports: true,
  since: '2026-11-22T09:00:00.000Z',
  agreed: consentText,
};
export const optedOut: Choice = { errorReports: false, since: '2026-11-22T09:30:00.000Z' };
export const refusal: Policy = {
  readings: [
    {
      source: 'machine',
      location: '/etc/candor/policy.json',
      state: 'read',
      values: { DisableAutomaticSendTracing: true },
      unknown: [],
      since: '2026-11-22T09:45:00.000Z',
    },
  ],
};

export const fault = (part: Partial<Fault> = {}): Fault => ({
  processType: 'main',
  name: 'TypeError',
  message: 'CANARY went wrong',
  stack: 'TypeError: CANARY went wrong\n    at open (app://candor/assets/index.js:1:2042)',
  ...part,
});

export const facts = {
  appName: 'Candor',
  deviceModel: 'ThinkPad',
  osName: 'Debian',
  osVersion: '13',
  userLanguage: 'fr-FR',
};

const condition = {
  uptime: 1,
  memory: 2,
  eventLoopDelay: 0.5,
  architecture: 'x64',
  processorCores: 8,
  deviceMemory: 16,
};

function applyOnce(telemetry: CandorTelemetry, policy: Policy | undefined) {
  if (policy && policy !== telemetry.policy()) telemetry.applyPolicy(policy);
}

/** The whole data-collection system on real outboxes, with a manual clock and a service of our own. */
export function startTelemetry(
  parts: Partial<Pick<TelemetryPorts<CandorSchema>, 'headFile' | 'keyFile'>> & {
    folder?: string;
    choice?: Choice;
    policy?: Policy;
    version?: string;
    account?: string;
    organisation?: string;
    surface?: ClientSurface;
    clock?: ReturnType<typeof createManualClock>;
    service?: (ServiceClient & ReturnType<typeof createFakeService>) | null;
    last?: LastSession;
    dumpChoice?: () => DumpChoice;
    systemDumps?: SystemDumps;
    wrapDumps?: (dumps: DumpFiles) => DumpFiles;
    wrap?: (outboxes: Outboxes) => Outboxes;
  } = {},
) {
  const {
    folder = temporaryFolder(),
    clock = createManualClock(),
    wrap = (it: Outboxes) => it,
    wrapDumps = (it: DumpFiles) => it,
  } = parts;
  const service = parts.service === null ? undefined : (parts.service ?? createFakeService());
  const log = createListLog();
  const outboxes = wrap(openOutboxes(folder, clock).outboxes);
  const atSend: { policy: Policy | undefined } = { policy: undefined };
  const marks: (number | null)[] = [];
  const crashFolder = join(folder, 'Crashpad');
  const dumps = wrapDumps(createDumpFiles({ crashFolder, folder: join(folder, 'dumps') }));
  const warnings: Warning[] = [];
  const kept = openAuditFiles(folder, clock, parts);
  const telemetry: CandorTelemetry = createTelemetry({
    schema: candorSchema,
    outboxes,
    service,
    clock,
    random: seededRandom(),
    sha256,
    encodeUtf8: (text) => new TextEncoder().encode(text),
    decodeUtf8: (bytes) => new TextDecoder().decode(bytes),
    versions: { electronVersion: '45.4.1', chromiumVersion: '156.0.8078.79' },
    dumps,
    mark: { last: parts.last, note: (since) => void marks.push(since), end: () => undefined },
    dumpChoice: parts.dumpChoice ?? (() => 'ask'),
    systemDumps: parts.systemDumps ?? withoutSystemDumps,
    logBetween: () => 'a line of the last session',
    log,
    scrub: createScrub({ home: '/home/amos', account: 'amos', host: 'laptop.contoso.com' }),
    condition: () => condition,
    app: { name: 'Candor', version: parts.version ?? '0.1.0' },
    ...kept,
    verifySignature,
    warn: (warning) => void warnings.push(warning),
    account: () => parts.account ?? 'amosmarble',
    organisation: () => parts.organisation,
    choice: parts.choice ?? notChosen,
    policy: parts.policy ?? noPolicy,
    surface: parts.surface ?? 'desktop',
    refreshPolicy: () => {
      applyOnce(telemetry, atSend.policy);
    },
  });
  const seen = { log, warnings, ledgerFile: kept.ledgerFile, marks };
  return { telemetry, outboxes, clock, service, folder, atSend, crashFolder, dumps, ...seen };
}
