/**
 * Run as a process of its own, to be killed: the data-collection system on its real parts, in which genuine
 * memory dumps turn up again and again, are taken, and are sent at once. Says on its output that it is ready,
 * and the digest of each dump that turned up.
 * Arguments: the client's folder, the service's address, a dump, how many dumps turn up.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { consentText } from '../../contract/consentText.ts';
import { crashBody } from '../adapters/crash/crashBody.ts';
import { createPolicyKeeper } from '../core/consent/policyKeeper.ts';
import type { RequestInProgress, ServiceClient } from '../core/ports/telemetryService.ts';

const [, , folder = '', url = '', dump = '', count = '0'] = process.argv;
const since = '2026-11-01T00:00:00.000Z';

const fly = (
  path: string,
  content: () => RequestInit | Promise<RequestInit>,
): RequestInProgress => {
  const abort = new AbortController();
  const send = async () => {
    const response = await fetch(new URL(`v1/${path}`, url), {
      method: 'POST',
      ...(await content()),
      signal: abort.signal,
    });
    const { status } = response;
    return {
      kind: 'answered',
      status,
      body: await response.text(),
      retryAfter: undefined,
    } as const;
  };
  return {
    result: send().catch((error: unknown) => ({ kind: 'failed', problem: String(error) })),
    abort: () => {
      abort.abort();
    },
  };
};

const service: ServiceClient = {
  isOnline: () => true,
  address: () => undefined,
  post: (body) =>
    fly('records', () => ({
      headers: { 'content-type': 'application/x-ndjson' },
      body: new Uint8Array(body),
    })),
  withdraw: (key) => fly('withdrawals', () => ({ body: JSON.stringify({ key }) })),
  keys: () => fly('keys', () => ({ method: 'GET' })),
  postCrash: (header, line, file) => fly('crashes', () => crashBody(header, line, file)),
};

const facts = { appName: 'Candor', deviceModel: '', osName: '', osVersion: '', userLanguage: 'en' };
const nothing = () => undefined;
// electron-store asks Electron for its folder and version, even if it is given them.
const asked = `export default { app: { getPath: () => '', getVersion: () => '0.1.0' }, ipcMain: { on() {} }, shell: {} }`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: `data:text/javascript,${encodeURIComponent(asked)}`, shortCircuit: true }
      : next(specifier, context),
});
const { buildTelemetry } = await import('../compose/telemetry.ts');
const crashFolder = join(folder, 'Crashpad');
const { telemetry } = buildTelemetry({
  folder,
  crashFolder,
  logFile: join(folder, 'candor.log'),
  service,
  dumpChoice: () => 'always',
  versions: { electronVersion: '45.4.1', chromiumVersion: '156.0.8078.79' },
  app: { name: 'Candor', version: '0.1.0' },
  choice: { errorReports: true, since, agreed: consentText },
  policies: createPolicyKeeper([]),
  log: {
    debug: nothing,
    info: nothing,
    warn: nothing,
    setLevel: nothing,
    onLine: nothing,
    clear: nothing,
  },
  scrub: (text) => text,
  warn: nothing,
  surface: 'desktop',
  account: () => 'amosmarble',
  organisation: nothing,
});
telemetry.start(facts);
writeSync(1, 'ready\n');

const pending = join(crashFolder, 'pending');
mkdirSync(pending, { recursive: true });
const genuine = readFileSync(dump);
// Nothing from before Candor's first start may be reported, so it creates no dump until it has begun.
await delay(50);
for (let turn = 0; turn < Number(count); turn += 1) {
  const bytes = Buffer.concat([genuine, randomBytes(16)]);
  const made = join(folder, randomUUID());
  writeFileSync(made, bytes);
  renameSync(made, join(pending, `${randomUUID()}.dmp`));
  writeSync(1, `${createHash('sha256').update(bytes).digest('hex')}\n`);
  telemetry.crashes.report({ processType: 'renderer', incident: 'crash', crashReason: 'crashed' });
  await delay(60);
}
setInterval(nothing, 1000);
