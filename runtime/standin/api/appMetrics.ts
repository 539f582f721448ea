import type * as Electron from 'electron';
import type { ChildProcess } from '../chromium/processes.ts';

/** What this process, which stands for Electron's main process, uses. */
export function mainMetrics(): Electron.ProcessMetric {
  const { user, system } = process.cpuUsage();
  const workingSetSize = Math.round(process.memoryUsage().rss / 1024);
  return {
    pid: process.pid,
    type: 'Browser',
    creationTime: Date.now() - process.uptime() * 1000,
    cpu: { percentCPUUsage: (user + system) / 1e6 / process.uptime(), idleWakeupsPerSecond: 0 },
    memory: { workingSetSize, peakWorkingSetSize: process.resourceUsage().maxRSS },
  };
}

/** Chromium tells DevTools which processes it has; what they use it does not. */
export function childMetrics({ pid, type, serviceName }: ChildProcess): Electron.ProcessMetric {
  return {
    pid,
    type,
    ...(serviceName === undefined ? {} : { serviceName }),
    creationTime: 0,
    cpu: { percentCPUUsage: 0, idleWakeupsPerSecond: 0 },
    memory: { workingSetSize: 0, peakWorkingSetSize: 0 },
  };
}
