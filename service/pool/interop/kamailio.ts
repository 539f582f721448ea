import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ha1Of } from '../accounts/digest.ts';
import { freePort, listening } from './freePort.ts';
import type { SipServerUnderTest } from './servers.ts';

const PATIENCE_MS = 20_000;

/** The configuration that the administrators' guide provides. */
const config = fileURLToPath(new URL('../../../docs/kamailio.cfg', import.meta.url));

function accountsConfig(passwords: Readonly<Record<string, string>>): string {
  const lines = Object.entries(passwords).map(([account, password]) => {
    const [user = '', realm = ''] = account.split('@');
    return `  $sht(ha1=>${account}) = "${ha1Of(user, realm, password).MD5}";`;
  });
  return ['event_route[htable:mod-init] {', ...lines, '}', ''].join('\n');
}

const hasWebSocket = (): boolean =>
  existsSync('/usr/lib') &&
  readdirSync('/usr/lib').some((folder) =>
    existsSync(join('/usr/lib', folder, 'kamailio/modules/websocket.so')),
  );

/** @returns why Kamailio can't be run here; undefined if it can. */
export function whyNoKamailio(): string | undefined {
  if (spawnSync('kamailio', ['-v']).status !== 0) return 'Debian’s kamailio is not installed';
  return hasWebSocket() ? undefined : 'Debian’s kamailio-websocket-modules are not installed';
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(impatience);
}

/** Starts Kamailio on the loopback address, in a folder of its own. */
export async function startKamailio(
  passwords: Readonly<Record<string, string>>,
): Promise<SipServerUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'candor-kamailio-'));
  const port = await freePort();
  writeFileSync(join(folder, 'accounts.cfg'), accountsConfig(passwords));
  let child: ChildProcess | undefined;
  const start = async () => {
    const args = ['-f', config, '-l', `tcp:127.0.0.1:${port}`, '-DD', '-E', '-Y', folder];
    const started = spawn('kamailio', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    child = started;
    let said = '';
    started.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
    const deadline = performance.now() + PATIENCE_MS;
    await listening(port, () => started.exitCode !== null || performance.now() > deadline).catch(
      (error: unknown) => {
        throw new Error(`Kamailio did not start: ${said}`, { cause: error });
      },
    );
  };
  const stop = async () => {
    if (child) await end(child);
  };
  await start();
  return {
    wsUrl: `ws://127.0.0.1:${port}`,
    start,
    stop,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
