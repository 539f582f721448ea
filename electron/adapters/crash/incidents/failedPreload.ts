import { app, type WebContents } from 'electron';
import type { Fault } from '../../../core/records/faults.ts';
import { asFault } from '../exceptions.ts';

/** Hands on what a preload script did not catch: the window above it can't reach the main process. */
export function watchPreloads(report: (fault: Fault, contents: WebContents) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('preload-error', (_failed, _path, error) => {
      report({ ...asFault(error), processType: 'renderer' }, contents);
    });
  });
}
