import { app, BrowserWindow } from 'electron';
import type { SingleWindow } from './windows.ts';

/** How long no window may have the focus, on its way from one of Candor's to another, before it counts as gone. */
const FOCUS_GAP_MS = 250;

/**
 * Shows the call controls while a call is under way and no other window of Candor has the focus.
 * @param isWanted whether there is a call, and the person wants its controls in front.
 * @returns what to call when that may have changed.
 */
export function keepCallControls(controls: SingleWindow, isWanted: () => boolean): () => void {
  let own: BrowserWindow | undefined;
  controls.onOpened((window) => {
    own = window;
  });
  controls.onClosed(() => {
    own = undefined;
  });
  const isElsewhere = () => {
    const focused = BrowserWindow.getFocusedWindow();
    return focused === null || focused === own;
  };
  const update = () => {
    const isShown = own !== undefined;
    if (isWanted() && isElsewhere()) {
      if (!isShown) controls.show();
    } else if (isShown) controls.close();
  };
  app.on('browser-window-created', (_event, window) => {
    window.on('focus', update);
    window.on('blur', () => {
      setTimeout(update, FOCUS_GAP_MS);
    });
  });
  return update;
}
