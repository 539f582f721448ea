import { app } from 'electron';
import type { Desktop } from './desktop.ts';
import type { Quitting } from './quitting.ts';

/** A second start and the icon in the Dock show the window; macOS's applications stay without one. */
export function showOnDemand({ showMain }: Desktop, quitting: Quitting): void {
  app.on('second-instance', (_event, argv) => {
    if (quitting.isEnding()) quitting.restart(argv.slice(1));
    else showMain();
  });
  app.on('activate', () => {
    if (!quitting.isEnding()) showMain();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}
