import { app, type WebContents } from 'electron';
import type { Incident } from '../../../core/crash/crashRecord.ts';

/** Reports each renderer that ended unexpectedly. */
export function watchRenderers(report: (incident: Incident, contents: WebContents) => void): void {
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    report({ processType: 'renderer', incident: 'crash', crashReason: reason, exitCode }, contents);
  });
}
