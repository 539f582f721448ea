import { setTimeout as delay } from 'node:timers/promises';
import { app } from 'electron';
import type { Log } from './core/ports.ts';

/** How long a person waits, in milliseconds, at most, for what may still be sent. */
const LONGEST_FAREWELL = 2000;

/**
 * Has Candor end in order: what may be sent goes, for two seconds at most, then all is closed. A second wish
 * to quit is granted at once.
 * @returns what a second start does meanwhile, instead of showing a window: it starts anew once this ended.
 */
export function endInOrder(parts: { sendLast: () => Promise<void>; close: () => void; log: Log }): {
  isEnding: () => boolean;
  restart: (args: string[]) => void;
} {
  let state: 'running' | 'sending' | 'closed' = 'running';
  const end = () => {
    if (state === 'closed') return;
    state = 'closed';
    parts.close();
    app.quit();
  };
  const sendLast = () =>
    parts.sendLast().catch((error: unknown) => {
      parts.log.warn(`quitting: the last records wait: ${String(error)}`);
    });
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'sending') {
      end();
      return;
    }
    state = 'sending';
    void Promise.race([sendLast(), delay(LONGEST_FAREWELL)]).then(end);
  });
  return {
    isEnding: () => state !== 'running',
    restart: (args) => {
      app.relaunch({ args });
      end();
    },
  };
}
