import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import os from 'node:os';
import { promisify } from 'node:util';
import { system } from 'systeminformation';
import { catalogue } from '../../../contract/catalogue.ts';
import type { Condition, SystemFacts } from '../../core/ports/system.ts';
import type { PersonalTexts } from '../../core/records/scrub.ts';

const run = promisify(execFile);
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
/** Milliseconds between samples; Node's histogram counts them as part of each delay. */
const SAMPLING = 20;
const { census } = catalogue;

/** A value of os-release (https://www.freedesktop.org/software/systemd/man/os-release.html). */
function osRelease(text: string, key: string): string | undefined {
  const start = `${key}=`;
  const line = text.split('\n').find((one) => one.startsWith(start));
  return line === undefined ? undefined : /^["']?([^"']*)/.exec(line.slice(start.length))?.[1];
}

/**
 * The operating system's name and version. Not from systeminformation's `osInfo`, which runs `hostname -f` and so may
 * send this host's name to a name server.
 */
async function operatingSystem(): Promise<{ osName: string; osVersion: string }> {
  if (process.platform === 'darwin') {
    const { stdout } = await run('/usr/bin/sw_vers', ['-productVersion']);
    return { osName: 'macOS', osVersion: stdout.trim() };
  }
  if (process.platform === 'linux') {
    const text = await readFile('/etc/os-release', 'utf8');
    const osVersion = osRelease(text, 'VERSION_ID') ?? os.release();
    return { osName: osRelease(text, 'NAME') ?? 'Linux', osVersion };
  }
  return { osName: os.version(), osVersion: os.release() };
}

/** What the census says of this device; what can't be found out is said to be unknown. */
export async function readSystemFacts(appName: string, userLanguage: string): Promise<SystemFacts> {
  const unknownSystem = { osName: os.type(), osVersion: os.release() };
  const [{ osName, osVersion }, model] = await Promise.all([
    operatingSystem().catch(() => unknownSystem),
    system().then(
      ({ model }) => model,
      () => '',
    ),
  ]);
  return {
    appName,
    deviceModel: (model || 'Unknown').slice(0, census.deviceModel.maxLength),
    osName: osName.slice(0, census.osName.maxLength),
    osVersion: osVersion.slice(0, census.osVersion.maxLength),
    userLanguage: userLanguage.slice(0, census.userLanguage.maxLength),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Starts measuring Candor's own condition. */
export function watchCondition(): () => Condition {
  const delay = monitorEventLoopDelay({ resolution: SAMPLING });
  delay.enable();
  return () => ({
    uptime: Math.round(process.uptime()),
    memory: Math.round(process.memoryUsage.rss() / MIB),
    eventLoopDelay: round(Math.max(0, (delay.mean || 0) / 1e6 - SAMPLING)),
    architecture: process.arch,
    processorCores: os.availableParallelism(),
    deviceMemory: round(os.totalmem() / GIB),
  });
}

/** The user name of the operating system's account; on some systems a process has none. */
export function systemAccount(): string {
  try {
    return os.userInfo().username;
  } catch {
    // A user ID without an entry in the system's user database, as in containers, throws here.
    return 'unknown';
  }
}

export const personalTexts = (): PersonalTexts => ({
  home: os.homedir(),
  account: systemAccount(),
  host: os.hostname(),
});
