import { BrowserWindow, nativeTheme } from 'electron';
import type { ViewerPage } from '../contract/viewer.ts';
import { APP_ORIGIN } from './appProtocol.ts';

/** A window of which there is at most one. */
export interface SingleWindow {
  /** Opens it, or brings it to the front. */
  readonly show: () => void;
  readonly close: () => void;
  readonly onClosed: (listener: () => void) => void;
}

export interface Windows {
  readonly main: SingleWindow;
  /** View > What Candor sends. */
  readonly viewer: SingleWindow;
  /** Asks about the memory dump of a crash. */
  readonly crash: SingleWindow;
  /** Help > Report a problem. */
  readonly problem: SingleWindow;
}

const minimum = { minWidth: 320, minHeight: 400 };

/** The pages' own background, so that a window does not flash before its page is drawn. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#17191a' : '#f7f9f9');

/**
 * @param preload the built preload script's path.
 * @param viewerPage the page with which the viewer opens.
 */
export function createWindows(
  preload: string,
  title: () => Readonly<Record<keyof Windows, string>>,
  viewerPage: () => ViewerPage,
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
        // A hidden window must reconnect, and hear of messages, as promptly as one in front.
        backgroundThrottling: false,
      },
    });
    window.once('ready-to-show', () => {
      window.show();
    });
    void window.loadURL(`${APP_ORIGIN}/${page}`);
    return window;
  };

  const single = (create: () => BrowserWindow): SingleWindow => {
    let window: BrowserWindow | undefined;
    const listeners: (() => void)[] = [];
    return {
      show() {
        if (window) {
          if (window.isMinimized()) window.restore();
          window.show();
          window.focus();
          return;
        }
        window = create();
        window.once('closed', () => {
          window = undefined;
          for (const listener of listeners) listener();
        });
      },
      close: () => window?.close(),
      onClosed: (listener) => void listeners.push(listener),
    };
  };

  return {
    main: single(() => open('index.html', { width: 960, height: 680 }, title().main)),
    viewer: single(() =>
      open(`viewer.html#${viewerPage()}`, { width: 1100, height: 760 }, title().viewer),
    ),
    crash: single(() => open('crash.html', { width: 560, height: 520 }, title().crash)),
    problem: single(() => open('problem.html', { width: 680, height: 720 }, title().problem)),
  };
}
