import type * as Electron from 'electron';
import type { ChildProcess } from '../chromium/processes.ts';

/** The resources of this process, which stands for Electron's main process. */
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

/** DevTools lists Chromium's processes, but not the resources that they use. */
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
