import { createEmitter } from '../../contract/emitter.ts';
import {
  BrowserWindow,
  nativeTheme,
  type BrowserWindowConstructorOptions,
  type WebContents,
} from 'electron';
import { placeText, type ViewerPlace } from '../../contract/viewer.ts';
import { APP_ORIGIN } from './appProtocol.ts';
import type { WindowPlacing } from './windowPlacement.ts';

/** A window of which there is at most one. */
export interface SingleWindow {
  /** Opens it, or brings it to the front. */
  readonly show: () => void;
  /** Reopens it, if it is open, in place of a page that must contact nobody any more. */
  readonly reopen: () => void;
  /** Resolves once it is visible, or is closed before. */
  readonly whenShown: () => Promise<void>;
  readonly close: () => void;
  /** Its contents; undefined if it is not open. */
  readonly contents: () => WebContents | undefined;
  readonly onClosed: (listener: () => void) => void;
  /** Called with each window that is opened, before it is shown. */
  readonly onOpened: (listener: (window: BrowserWindow) => void) => void;
}

export interface Windows {
  readonly main: SingleWindow;
  /** View > What Candor sends. */
  readonly viewer: SingleWindow;
  /** Asks about the memory dump of a crash. */
  readonly crash: SingleWindow;
  /** Help > Report a problem. */
  readonly problem: SingleWindow;
  /** The buttons of a call, in front of other programs' windows. */
  readonly callControls: SingleWindow;
  /** One meeting, from the invitation until it is over. */
  readonly meeting: SingleWindow;
}

const minimum = { minWidth: 320, minHeight: 400 };

const sizes = {
  main: { width: 960, height: 680 },
  viewer: { width: 1100, height: 760 },
  crash: { width: 560, height: 520 },
  problem: { width: 680, height: 720 },
  callControls: { width: 360, height: 150 },
  meeting: { width: 900, height: 680 },
} as const satisfies Record<keyof Windows, object>;

/** Stays in front without taking the focus from what the person is doing. */
const inFront = {
  alwaysOnTop: true,
  skipTaskbar: true,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
  // Its page is as high as its buttons, whatever the system puts around it.
  useContentSize: true,
  minWidth: 280,
  minHeight: 100,
} as const;

/** The pages' own background, so that a window does not flash before its page is drawn. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#17191a' : '#f7f9f9');

const webPreferences = (preload: string) => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  // Only macOS has its own dictionaries; elsewhere Chromium would download them from one of Google's hosts.
  spellcheck: process.platform === 'darwin',
  // A hidden window must reconnect, and receive messages, as promptly as a visible one.
  backgroundThrottling: false,
});

/** @param create makes the window, which is shown as soon as its page is drawn. */
function single(create: () => BrowserWindow): SingleWindow {
  let window: BrowserWindow | undefined;
  let shown = Promise.resolve();
  const closed = createEmitter();
  const opened = createEmitter<[BrowserWindow]>();
  const open = () => {
    const mine = create();
    window = mine;
    shown = new Promise((resolve) => {
      mine.once('show', resolve);
      mine.once('closed', resolve);
    });
    opened.emit(mine);
    mine.once('closed', () => {
      if (window === mine) window = undefined;
      closed.emit();
    });
  };
  return {
    show() {
      if (window) {
        if (window.isMinimized()) window.restore();
        window.show();
        window.focus();
        return;
      }
      open();
    },
    reopen() {
      const former = window;
      if (!former) return;
      // First, since Candor quits with its last window.
      open();
      former.destroy();
    },
    whenShown: () => shown,
    close: () => window?.close(),
    contents: () => (window?.isDestroyed() === false ? window.webContents : undefined),
    onClosed: closed.listen,
    onOpened: opened.listen,
  };
}

/** @param preload the built preload script's path. */
export function createWindows(
  preload: string,
  placing: WindowPlacing,
  title: () => Readonly<Record<keyof Windows, string>>,
  /** Where the viewer opens. */
  viewerPlace: () => ViewerPlace,
): Windows {
  const open = (
    name: keyof Windows,
    page: string,
    manners: BrowserWindowConstructorOptions = minimum,
  ) => {
    const { box, isMaximized } = placing.begin(name, sizes[name]);
    const window = new BrowserWindow({
      ...box,
      ...manners,
      title: title()[name],
      show: false,
      backgroundColor: background(),
      webPreferences: webPreferences(preload),
    });
    // Windows and Linux would put the menu into it.
    if (manners.alwaysOnTop && process.platform !== 'darwin') window.removeMenu();
    placing.follow(name, window, manners.useContentSize);
    window.once('ready-to-show', () => {
      if (isMaximized) window.maximize();
      if (manners.alwaysOnTop) window.showInactive();
      else window.show();
    });
    void window.loadURL(`${APP_ORIGIN}/${page}`);
    return window;
  };
  return {
    main: single(() => open('main', 'index.html')),
    viewer: single(() => open('viewer', `viewer.html#${placeText(viewerPlace())}`)),
    crash: single(() => open('crash', 'crash.html')),
    problem: single(() => open('problem', 'problem.html')),
    callControls: single(() => open('callControls', 'callControls.html', inFront)),
    meeting: single(() => open('meeting', 'meeting.html')),
  };
}
