import { app, type WebContents } from 'electron';
import type { Fault } from '../../../core/records/faults.ts';

/** Chromium's ERR_ABORTED (net/base/net_error_list.h): another load replaced it, which is not a failure. */
const ABORTED = -3;

/** Reports each of our pages that could not be loaded. */
export function watchLoads(report: (fault: Fault, contents: WebContents) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('did-fail-load', (_failed, code, description, url, isMainFrame) => {
      if (!isMainFrame || code === ABORTED) return;
      const fault = {
        processType: 'renderer',
        name: 'LoadError',
        message: `${description} loading ${url}`,
        stack: '',
        code: description || String(code),
      } as const;
      report(fault, contents);
    });
  });
}
