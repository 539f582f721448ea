import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';

const repository = realpathSync(join(import.meta.dirname, '../../..'));

/**
 * This machine's system as a root folder of its own: what is written there goes to memory, and the repository is hidden.
 * So packages are installed as anywhere, and nothing of it stays.
 */
const mounts = `
set -e
base=$1 hidden=$2
mount -t tmpfs -o mode=755 candor "$base"
mkdir "$base/upper" "$base/work" "$base/root"
mount -t overlay candor -o "lowerdir=/,upperdir=$base/upper,workdir=$base/work" "$base/root"
mount -t tmpfs -o mode=1777 candor "$base/root/tmp"
mkdir -p "$base/root$hidden"
mount -t tmpfs candor "$base/root$hidden"
mount --rbind /dev "$base/root/dev"
# As ProtectProc= and ProcSubset= of the units have it.
mount -t proc -o subset=pid,hidepid=invisible candor "$base/root/proc"
echo ready
exec sleep infinity
`;

/** A root folder, in which commands run as if it were the whole system. */
export interface RootFolder {
  /** Runs a command to its end; throws with what it said if it fails. */
  readonly run: (...command: readonly string[]) => string;
  /** Runs a command in the shell. */
  readonly shell: (script: string) => string;
  readonly start: (...command: readonly string[]) => ChildProcess;
  /** Copies a file from this machine into the folder. */
  readonly bring: (from: string, to: string) => void;
  readonly end: () => Promise<void>;
}

/** Why there can't be one here; undefined if there can. */
export function whyNoRoot(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it takes root on Linux';
  const tools = ['unshare', 'nsenter', 'chroot', 'dpkg', 'systemd-sysusers', 'systemd-tmpfiles'];
  const away = tools.find((tool) => spawnSync('which', [tool]).status !== 0);
  if (away !== undefined) return `${away} is not installed`;
  const tried = spawnSync(
    'unshare',
    [
      '--mount',
      'sh',
      '-c',
      `echo | (${mounts.replace('exec sleep infinity', '')})`,
      'sh',
      '/mnt',
      '/mnt',
    ],
    { encoding: 'utf8' },
  );
  return tried.status === 0
    ? undefined
    : `no file system can be laid over another: ${tried.stderr}`;
}

/** @param base an empty folder to mount it at; only its own processes see the mounts. */
export async function makeRoot(base: string): Promise<RootFolder> {
  const args = ['--mount', '--propagation', 'private', 'sh', '-c', mounts, 'sh', base, repository];
  const holder = spawn('unshare', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  const into = ['--mount', '--target', String(holder.pid)];
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    LC_ALL: 'C.UTF-8',
    DEBIAN_FRONTEND: 'noninteractive',
  };
  const within = (command: readonly string[]) => [
    ...into,
    'chroot',
    join(base, 'root'),
    ...command,
  ];
  const run = (...command: readonly string[]) => {
    const ran = spawnSync('nsenter', within(command), { env, encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`${command.join(' ')}: ${ran.stdout}${ran.stderr}`);
    return ran.stdout;
  };
  return {
    run,
    shell: (script) => run('sh', '-c', script),
    start: (...command) => spawn('nsenter', within(command), { env }),
    bring: (from, to) => {
      execFileSync('nsenter', [...into, 'cp', from, join(base, 'root', to)]);
    },
    async end() {
      const gone = once(holder, 'close');
      holder.kill('SIGKILL');
      await gone;
    },
  };
}
