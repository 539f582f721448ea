import { app, dialog } from 'electron';
import type { TFunction } from 'i18next';
import { systemTexts } from './locale.ts';

/**
 * Says why Candor can't start, and exits with status 1, so that no process without a window keeps the lock from every
 * later start. On the terminal first, since a box waits for someone to close it, and someone who started Candor from
 * a script sees none.
 */
export function endStart(say: (t: TFunction) => string): void {
  const t = systemTexts();
  const title = t('startup.title');
  const text = say(t);
  process.stderr.write(`${title}\n${text}\n`);
  dialog.showErrorBox(title, text);
  app.exit(1);
}

/** Ends a start that something unforeseen has stopped, such as an unusable file. */
export function failToStart(error: unknown): void {
  const problem = error instanceof Error ? error.message : String(error);
  endStart((t) => t('startup.unusable', { problem, folder: app.getPath('userData') }));
}
