import { app } from 'electron';
import type { Desktop } from '../compose/desktop.ts';
import type { Links } from './links.ts';
import type { Quitting } from './quitting.ts';

/** A second start and the Dock icon show the window, a link its meeting; on macOS, applications stay without one. */
export function showOnDemand(
  { showMain, meetings }: Desktop,
  quitting: Quitting,
  links: Links,
): void {
  links.listen((argv, link) => {
    if (quitting.isEnding()) quitting.restart(argv.slice(1));
    else if (link === undefined) showMain();
    else meetings.openLink(link);
  });
  app.on('activate', () => {
    if (!quitting.isEnding()) showMain();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}
