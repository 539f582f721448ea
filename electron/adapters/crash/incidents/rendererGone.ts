import { app } from 'electron';
import type { Incident } from '../../../core/crash/crashRecord.ts';

/** Hands on each renderer that ended otherwise than in order. */
export function watchRenderers(report: (incident: Incident) => void): void {
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    report({ processType: 'renderer', incident: 'crash', crashReason: reason, exitCode });
  });
}
