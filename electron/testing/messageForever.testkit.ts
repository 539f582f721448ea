/**
 * Run as a process of its own, to be killed: stores, settles and counts messages and calls as the main window's
 * handlers do, on real files, and says so of each on its output once it is answered.
 * Argument: the client's folder.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { notChosen } from '../../contract/consent.ts';
import { createSqliteHistory } from '../adapters/history/sqliteHistory.ts';
import { createCallKeeper } from '../core/calls/callKeeper.ts';
import { createPolicyKeeper } from '../core/consent/policyKeeper.ts';

const electron = `export default { app: { getPath: () => '', getVersion: () => '0.1.0' }, ipcMain: { on() {} }, shell: {} }`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: `data:text/javascript,${encodeURIComponent(electron)}`, shortCircuit: true }
      : next(specifier, context),
});
const { buildTelemetry } = await import('../compose/telemetry.ts');
const { createConversationHandlers } = await import('../ipc/conversationHandlers.ts');
const { createSignInHandlers } = await import('../ipc/signInHandlers.ts');

const [, , folder = '', most = 'Infinity'] = process.argv;
const nothing = () => undefined;
const { telemetry, close } = buildTelemetry({
  folder,
  crashFolder: join(folder, 'Crashpad'),
  logFile: join(folder, 'candor.log'),
  service: undefined,
  dumpChoice: () => 'ask',
  versions: { electronVersion: '45.4.1', chromiumVersion: '156.0.8078.79' },
  app: { name: 'Candor', version: '0.1.0' },
  choice: notChosen,
  policies: createPolicyKeeper([]),
  log: {
    debug: nothing,
    info: nothing,
    warn: nothing,
    setLevel: nothing,
    clear: nothing,
    onLine: nothing,
  },
  scrub: (text) => text,
  warn: nothing,
  surface: 'desktop',
  account: () => 'eve@contoso.com',
  organisation: nothing,
});
const file = join(folder, 'conversations', 'eve.db');
const history = createSqliteHistory({ file, now: () => Date.now(), onSetAside: nothing });
const parts = {
  telemetry,
  sessions: { history: () => history, begin: () => Promise.resolve({}) },
  notifier: { tell: nothing, showUnread: nothing },
  states: { moved: nothing, delivered: nothing, failed: nothing, connected: nothing },
} as unknown as Parameters<typeof createConversationHandlers>[0] &
  Parameters<typeof createSignInHandlers>[0];
const handlers = { ...createSignInHandlers(parts), ...createConversationHandlers(parts) };

const calls = createCallKeeper({
  now: () => Date.now(),
  elapsed: () => performance.now(),
  history: () => history,
  nameOf: (peer) => peer,
  counts: telemetry.historyCounts,
  beginMinutes: () => nothing,
  reports: { callFailure: nothing },
  stateOf: () => 'Idle',
});
const system = { deviceModel: '', osName: '', osVersion: '', userLanguage: 'en' };
telemetry.start({ appName: 'Candor', ...system });
await handlers.signedIn({} as never);
writeSync(1, 'ready\n');
for (let made = 0; made < Number(most); made += 1) {
  const [id, peer] = [randomUUID(), 'bob@contoso.com'];
  const did = (['Incoming', 'Outgoing', 'Call'] as const)[made % 3] ?? 'Call';
  if (did === 'Call') {
    const call = {
      id,
      peer,
      direction: 'Outgoing',
      isMuted: false,
      isHeld: false,
      isHeldByPeer: false,
    } as const;
    calls.changed({ ...call, phase: 'calling' });
    calls.changed({ ...call, phase: 'ended', outcome: 'cancelled' });
  } else handlers.storeMessage({ id, peer, text: 'x', direction: did });
  if (did === 'Outgoing') handlers.settleMessage({ id, delivery: 'delivered' });
  writeSync(1, `${did}\n`);
  await turn();
}
telemetry.save();
close();
history.close();
process.exit(0);
