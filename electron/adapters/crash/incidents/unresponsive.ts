import { app, type WebContents } from 'electron';
import type { Incident } from '../../../core/crash/crashRecord.ts';
import type { Log } from '../../../core/ports/system.ts';

/** Reports each window that stops responding, and logs when one responds again. */
export function watchHangs(
  report: (incident: Incident, contents: WebContents) => void,
  log: Log,
): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('unresponsive', () => {
      log.warn('renderer: a window does not answer');
      report({ processType: 'renderer', incident: 'hang' }, contents);
    });
    contents.on('responsive', () => {
      log.info('renderer: the window answers again');
    });
  });
}
