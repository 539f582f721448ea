import { app } from 'electron';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import type { SingleWindow } from './windows.ts';

/**
 * Asks the person about each memory dump that awaits their decision, in a window of its own. Closing it means no;
 * quitting Candor decides nothing yet, and the question comes again at the next start.
 */
export function askAboutDumps(
  crashes: CandorTelemetry['crashes'],
  window: SingleWindow,
  refresh: () => void,
): void {
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  const follow = () => {
    refresh();
    if (crashes.question()) window.show();
    else window.close();
  };
  window.onClosed(() => {
    const question = crashes.question();
    if (question && !quitting) crashes.answer(question.id, false);
  });
  crashes.onQuestion(follow);
}
