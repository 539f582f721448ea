import type * as Electron from 'electron';
import type { Chromium } from './launch.ts';

export type ChildProcess = {
  readonly pid: number;
  readonly type: Electron.ProcessMetric['type'];
  /** The service that a utility process runs. */
  readonly serviceName?: string;
};

export type Processes = { all: () => readonly ChildProcess[] };

type Gone = Electron.Details;

const INTERVAL_MS = 500;
export const NETWORK_SERVICE = 'network.mojom.NetworkService';

function named(type: string, pid: number): ChildProcess {
  if (type === 'renderer') return { pid, type: 'Tab' };
  if (type === 'GPU') return { pid, type: 'GPU' };
  return { pid, type: 'Utility', serviceName: type };
}

/** These live as long as Chromium does; others come and go, and DevTools does not say how they ended. */
const livesOn = ({ type, serviceName }: ChildProcess): boolean =>
  type === 'GPU' || serviceName === NETWORK_SERVICE;

function detailsOf({ type, serviceName }: ChildProcess): Gone {
  const service = serviceName === undefined ? {} : { serviceName, name: 'Network Service' };
  return { type: type === 'GPU' ? 'GPU' : 'Utility', reason: 'crashed', exitCode: 0, ...service };
}

/**
 * Follows Chromium's processes other than its pages', and reports when one that should live on is gone. Chromium has no
 * event for it; the exit code is unknown, and reported as 0.
 */
export async function watchProcesses(
  { connection, exited }: Chromium,
  gone: (details: Gone) => void,
): Promise<Processes> {
  let known: readonly ChildProcess[] = [];
  const look = async (): Promise<void> => {
    const { processInfo } = await connection.browser.send('SystemInfo.getProcessInfo');
    const now = processInfo
      .filter(({ type }) => type !== 'browser')
      .map(({ type, id }) => named(type, id));
    const missing = known.filter(({ pid }) => !now.some((child) => child.pid === pid));
    known = now;
    for (const child of missing.filter(livesOn)) gone(detailsOf(child));
  };
  await look();
  const timer = setInterval(() => {
    look().catch(() => {
      clearInterval(timer); // Chromium has ended, which is reported elsewhere.
    });
  }, INTERVAL_MS);
  timer.unref();
  void exited.then(() => {
    clearInterval(timer);
  });
  return { all: () => known };
}
