import { app } from 'electron';
import type { Incident, ProcessType } from '../../../core/crash/crashRecord.ts';

/** Chromium's name for its network service. */
const NETWORK = 'network.mojom.NetworkService';

function processType(type: Electron.Details['type'], serviceName: string | undefined): ProcessType {
  if (type === 'GPU') return 'gpu';
  if (type !== 'Utility') return 'other';
  return serviceName === NETWORK ? 'network' : 'utility';
}

/** Reports each process other than main and renderers (GPU, network, utility) that ended unexpectedly. */
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
