import type { Session as Devtools } from './chromium/connection.ts';
import type { PageOptions } from './pageOptions.ts';

/** How long Chromium itself waits for a page before it calls it unresponsive. */
const CHROMIUM_WAITS_MS = 30_000;
const INTERVAL_MS = 500;

/**
 * Asks the page for an answer again and again, and reports as Electron does when none has come for long:
 * `unresponsive`, and `responsive` once it comes. Tests may wait less, by the stand-in's own variable.
 */
export function watchAnswering(devtools: Devtools, { events, isCrashed }: PageOptions): void {
  const patience = Number(process.env['CANDOR_STANDIN_UNRESPONSIVE_MS'] ?? CHROMIUM_WAITS_MS);
  let asked: number | undefined;
  let told = false;
  const answered = (when: number) => () => {
    if (asked === when) asked = undefined;
    if (!told) return;
    told = false;
    events.emit('responsive');
  };
  const timer = setInterval(() => {
    if (isCrashed()) {
      asked = undefined;
      told = false;
    } else if (asked === undefined) {
      const now = performance.now();
      asked = now;
      devtools.send('Runtime.evaluate', { expression: '0' }).then(answered(now), () => {
        // The page is gone, which is reported elsewhere.
        clearInterval(timer);
      });
    } else if (!told && performance.now() - asked > patience) {
      told = true;
      events.emit('unresponsive');
    }
  }, INTERVAL_MS);
  timer.unref();
  events.once('destroyed', () => {
    clearInterval(timer);
  });
}
