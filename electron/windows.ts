import { BrowserWindow, nativeTheme } from 'electron';
import { APP_ORIGIN } from './appProtocol.ts';

export interface Windows {
  /** Opens the main window, or brings it to the front. */
  readonly showMain: () => void;
  readonly showHelp: () => void;
}

const minimum = { minWidth: 320, minHeight: 400 };

/** The pages' own background, so that a window does not flash before its page is drawn. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#17191a' : '#f7f9f9');

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
      backgroundColor: background(),
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
