import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ha1Of } from '../../service/pool/accounts/digest.ts';
import { emptyPool, formatPoolFile } from '../../service/pool/accounts/poolData.ts';
import { freePort, listening } from '../../service/pool/interop/freePort.ts';

const root = join(import.meta.dirname, '../..');

/** A SIP server in processes of its own. */
export interface MeasuredServer {
  readonly name: string;
  readonly url: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Seconds of CPU that its processes have used, and bytes of memory that are theirs (PSS). */
  readonly use: () => { readonly cpu: number; readonly memory: number };
}

const TICKS_PER_SECOND = 100;

/** A process and its descendants. */
function family(pid: number): number[] {
  let children: number[] = [];
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const told = readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8');
    children = [...children, ...told.split(' ').filter(Boolean).map(Number)];
  }
  return [pid, ...children.flatMap(family)];
}

function useOf(pid: number): { cpu: number; memory: number } {
  let [cpu, memory] = [0, 0];
  for (const one of family(pid)) {
    const stat = readFileSync(`/proc/${one}/stat`, 'utf8');
    // proc(5): the name in brackets may hold blanks; utime and stime are the 14th and 15th fields.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    cpu += (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    const rollup = readFileSync(`/proc/${one}/smaps_rollup`, 'utf8');
    memory += Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;
  }
  return { cpu, memory };
}

function measured(name: string, port: number, run: () => ChildProcess): MeasuredServer {
  let child: ChildProcess | undefined;
  return {
    name,
    url: `ws://127.0.0.1:${port}`,
    async start() {
      const started = run();
      child = started;
      await listening(port, () => started.exitCode !== null);
    },
    async stop() {
      if (!child) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
    use: () => useOf(child?.pid ?? 0),
  };
}

/** Our pool, by its own command, as the guide has it for a large office behind one address. */
export async function ourPool(
  folder: string,
  passwords: ReadonlyMap<string, string>,
): Promise<MeasuredServer> {
  const port = await freePort();
  const accounts = [...passwords].map(([account, password]) => {
    const [user = '', realm = ''] = account.split('@');
    return [account, { displayName: user, ha1: ha1Of(user, realm, password) }] as const;
  });
  const organisations = { 'contoso.com': { displayName: 'Contoso', policy: {} } };
  const data = { ...emptyPool, organisations, accounts: Object.fromEntries(accounts) };
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(join(folder, 'lock'), '');
  writeFileSync(join(folder, 'pool.json'), formatPoolFile(data), { mode: 0o600 });
  const most = String(passwords.size * 2);
  const args = ['serve', '--port', String(port), '--data', folder];
  const wider = ['--connections-per-address', most, '--requests-per-minute', String(60_000)];
  return measured('the pool', port, () =>
    spawn(process.execPath, [join(root, 'service/pool/main.ts'), ...args, ...wider], {
      stdio: 'ignore',
    }),
  );
}

/** Kamailio by the guide's configuration, with room for as many connections. */
export async function kamailio(
  folder: string,
  passwords: ReadonlyMap<string, string>,
): Promise<MeasuredServer> {
  const port = await freePort();
  mkdirSync(folder);
  const lines = [...passwords].map(([account, password]) => {
    const [user = '', realm = ''] = account.split('@');
    return `  $sht(ha1=>${account}) = "${ha1Of(user, realm, password).MD5}";`;
  });
  writeFileSync(
    join(folder, 'accounts.cfg'),
    ['event_route[htable:mod-init] {', ...lines, '}', ''].join('\n'),
  );
  const guide = readFileSync(join(root, 'docs/kamailio.cfg'), 'utf8');
  const wider = `tcp_max_connections=${passwords.size * 2}\n`;
  const config = join(folder, 'kamailio.cfg');
  writeFileSync(
    config,
    guide.replace('children=1\n', `children=1\n${wider}`).replace('size=8', 'size=13'),
  );
  const args = ['-f', config, '-l', `tcp:127.0.0.1:${port}`, '-DD', '-E', '-Y', folder];
  return measured('Kamailio', port, () =>
    spawn('kamailio', [...args, '-m', '1024', '-M', '64'], { cwd: folder, stdio: 'ignore' }),
  );
}
