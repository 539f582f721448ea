import { app, type WebContents } from 'electron';
import type { Fault } from '../../../core/records/faults.ts';
import { asFault } from '../exceptions.ts';

/** Reports uncaught errors in preload scripts: their window can't reach the main process. */
export function watchPreloads(report: (fault: Fault, contents: WebContents) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('preload-error', (_failed, _path, error) => {
      report({ ...asFault(error), processType: 'renderer' }, contents);
    });
  });
}
