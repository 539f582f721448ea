import { app } from 'electron';
import type { Incident, ProcessType } from '../../../core/crash/crashRecord.ts';

/** Chromium's name of the service that speaks to the network. */
const NETWORK = 'network.mojom.NetworkService';

function processType(type: Electron.Details['type'], serviceName: string | undefined): ProcessType {
  if (type === 'GPU') return 'gpu';
  if (type !== 'Utility') return 'other';
  return serviceName === NETWORK ? 'network' : 'utility';
}

/** Hands on each process beside main and renderers (the graphics', the network's, a utility) that ended otherwise than in order. */
export function watchChildProcesses(report: (incident: Incident) => void): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName }) => {
    if (reason === 'clean-exit') return;
    report({
      processType: processType(type, serviceName),
      incident: 'crash',
      crashReason: reason,
      exitCode,
    });
  });
}
