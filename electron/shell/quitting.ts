import { setTimeout as delay } from 'node:timers/promises';
import { app } from 'electron';
import { ownAppImage } from '../adapters/system/ownAppImage.ts';
import type { Log } from '../core/ports/system.ts';

/** For how long a person waits at most for what may still be sent. */
const LONGEST_FAREWELL_MS = 2000;

export interface Quitting {
  readonly isEnding: () => boolean;
  /** Restarts Candor with these arguments, as soon as it has exited: at once. */
  readonly restart: (args: string[]) => void;
}

/**
 * Makes Candor quit in order: what may be sent is sent, for two seconds at most, then everything is closed. A second
 * request to quit is granted at once.
 */
export function endInOrder(parts: {
  sendLast: () => Promise<void>;
  close: () => void;
  log: Log;
}): Quitting {
  let state: 'running' | 'sending' | 'closed' = 'running';
  /** @returns whether this was the first call. */
  const close = (): boolean => {
    if (state === 'closed') return false;
    state = 'closed';
    parts.close();
    return true;
  };
  const end = () => {
    // Electron ignores a request to quit until it has finished refusing the last one.
    if (close())
      setImmediate(() => {
        app.quit();
      });
  };
  const sendLast = () =>
    parts.sendLast().catch((error: unknown) => {
      parts.log.warn(`quitting: the last records wait: ${String(error)}`);
    });
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    if (state === 'sending') {
      close();
      return;
    }
    event.preventDefault();
    state = 'sending';
    void Promise.race([sendLast(), delay(LONGEST_FAREWELL_MS)]).then(end);
  });
  // Windows ends the processes of a user who logs off without further notice.
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', close);
  });
  return {
    isEnding: () => state !== 'running',
    restart: (args) => {
      // An AppImage's content is mounted only while it runs: the file itself has to be restarted.
      const execPath = ownAppImage(process.env, process.execPath);
      app.relaunch(execPath ? { args, execPath } : { args });
      end();
    },
  };
}
