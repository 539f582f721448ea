import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { APP_ORIGIN } from './appProtocol.ts';

export interface Windows {
  /** Opens the main window, or brings it to the front. */
  readonly showMain: () => void;
  readonly showHelp: () => void;
}

const minimum = { minWidth: 320, minHeight: 400 };

/** @param preload the built preload script's path. */
export function createWindows(
  preload: string,
  title: () => { main: string; help: string },
): Windows {
  const open = (page: string, size: { width: number; height: number }, name: string) => {
    const window = new BrowserWindow({
      ...size,
      ...minimum,
      title: name,
      show: false,
      icon: join(import.meta.dirname, '../renderer/icon.png'),
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
      },
    });
    window.once('ready-to-show', () => {
      window.show();
    });
    void window.loadURL(`${APP_ORIGIN}/${page}`);
    return window;
  };

  const single = (create: () => BrowserWindow) => {
    let window: BrowserWindow | undefined;
    return () => {
      if (window) {
        if (window.isMinimized()) window.restore();
        window.show();
        window.focus();
        return;
      }
      window = create();
      window.once('closed', () => {
        window = undefined;
      });
    };
  };

  return {
    showMain: single(() => open('index.html', { width: 960, height: 680 }, title().main)),
    showHelp: single(() => open('help.html', { width: 880, height: 720 }, title().help)),
  };
}
