import { app, dialog } from 'electron';
import { systemTexts } from './locale.ts';

/**
 * Says why Candor can't start, and ends it with status 1, so that no process without a window keeps the lock
 * from every later start. On the terminal first, since the box waits for the person.
 */
export function failToStart(error: unknown): void {
  const t = systemTexts();
  const problem = error instanceof Error ? error.message : String(error);
  const title = t('startup.title');
  const text = t('startup.unusable', { problem, folder: app.getPath('userData') });
  process.stderr.write(`${title}\n${text}\n`);
  dialog.showErrorBox(title, text);
  app.exit(1);
}
