import { setTimeout as delay } from 'node:timers/promises';
import { app } from 'electron';
import { ownAppImage } from '../adapters/system/ownAppImage.ts';
import type { Log } from '../core/ports/system.ts';

/** How long a person waits, in milliseconds, at most, for what may still be sent. */
const LONGEST_FAREWELL = 2000;

export interface Quitting {
  readonly isEnding: () => boolean;
  /** Starts Candor anew, with these arguments, as soon as it has ended: at once. */
  readonly restart: (args: string[]) => void;
}

/**
 * Has Candor end in order: what may be sent goes, for two seconds at most, then all is closed. A second wish
 * to quit is granted at once.
 */
export function endInOrder(parts: {
  sendLast: () => Promise<void>;
  close: () => void;
  log: Log;
}): Quitting {
  let state: 'running' | 'sending' | 'closed' = 'running';
  /** @returns whether that was not done before. */
  const close = (): boolean => {
    if (state === 'closed') return false;
    state = 'closed';
    parts.close();
    return true;
  };
  const end = () => {
    // Electron hears no wish to quit until it has done with the refusal of the last one.
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
    void Promise.race([sendLast(), delay(LONGEST_FAREWELL)]).then(end);
  });
  // Windows ends whom it logs off without another word.
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', close);
  });
  return {
    isEnding: () => state !== 'running',
    restart: (args) => {
      // What an AppImage holds is mounted for as long as it runs: the file itself starts it anew.
      const execPath = ownAppImage(process.env, process.execPath);
      app.relaunch(execPath ? { args, execPath } : { args });
      end();
    },
  };
}
