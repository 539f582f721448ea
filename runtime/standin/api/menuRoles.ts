import type * as Electron from 'electron';

type Window = Electron.BrowserWindow;

const onWindow: Readonly<Record<string, (window: Window) => void>> = {
  close: (window) => {
    window.close();
  },
  minimize: (window) => {
    window.minimize();
  },
  togglefullscreen: (window) => {
    window.setFullScreen(!window.isFullScreen());
  },
};
const onContents: Readonly<Record<string, (contents: Electron.WebContents) => void>> = {
  reload: (contents) => {
    contents.reload();
  },
  forcereload: (contents) => {
    contents.reloadIgnoringCache();
  },
  toggledevtools: (contents) => {
    contents.openDevTools();
  },
  undo: (contents) => {
    contents.undo();
  },
  redo: (contents) => {
    contents.redo();
  },
  cut: (contents) => {
    contents.cut();
  },
  copy: (contents) => {
    contents.copy();
  },
  paste: (contents) => {
    contents.paste();
  },
  pasteandmatchstyle: (contents) => {
    contents.pasteAndMatchStyle();
  },
  selectall: (contents) => {
    contents.selectAll();
  },
  resetzoom: (contents) => {
    contents.setZoomLevel(0);
  },
  zoomin: (contents) => {
    contents.setZoomLevel(contents.getZoomLevel() + 0.5);
  },
  zoomout: (contents) => {
    contents.setZoomLevel(contents.getZoomLevel() - 0.5);
  },
};

/** Does what a menu role does; false if it does nothing here, and the item's own click is due. */
export function runRole(
  role: string,
  app: Electron.App,
  window: Window | null | undefined,
  contents: Electron.WebContents | undefined,
): boolean {
  const name = role.toLowerCase();
  if (name === 'quit') {
    app.quit();
    return true;
  }
  if (window != null) onWindow[name]?.(window);
  if (contents !== undefined) onContents[name]?.(contents);
  return name in onWindow || name in onContents;
}
