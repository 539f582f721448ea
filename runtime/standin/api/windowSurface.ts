import type { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { resizeContents } from '../chromium/targets.ts';
import type { ContentsCore } from './webContents.ts';
import type { WindowFrame } from './windowFrame.ts';

export type SurfaceParts = {
  readonly id: number;
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly events: EventEmitter;
  readonly core: ContentsCore;
  readonly frame: WindowFrame;
  destroy: () => void;
  close: () => boolean;
  focus: (there: boolean) => void;
  isDestroyed: () => boolean;
};

/** A window's methods; without a window manager, their state is only numbers and flags. */
export function windowSurface(parts: SurfaceParts) {
  const { options, core } = parts;
  return {
    loadURL: (url: string) => core.load(url),
    reload: () => {
      core.contents.reload();
    },
    close: () => {
      parts.close();
    },
    destroy: parts.destroy,
    isDestroyed: parts.isDestroyed,
    getParentWindow: () => (options.parent as Electron.BrowserWindow | undefined) ?? null,
    isModal: () => options.modal ?? false,
    flashFrame: () => undefined,
    setProgressBar: () => undefined,
    setOverlayIcon: () => undefined,
    setIcon: () => undefined,
    setContentProtection: () => undefined,
    moveTop: () => undefined,
    ...visibility(parts),
    ...geometry(parts),
    ...adornments(options),
  } satisfies Partial<Electron.BrowserWindow>;
}

function visibility({ options, events, focus, isDestroyed, core }: SurfaceParts) {
  const state = { visible: options.show ?? true, minimized: false, focused: options.show ?? true };
  if (state.focused) focus(true);
  const set = (key: keyof typeof state, value: boolean, event: string): void => {
    if (state[key] === value || isDestroyed()) return;
    state[key] = value;
    if (key === 'focused') focus(value);
    events.emit(event);
  };
  const methods = {
    show: () => {
      methods.showInactive();
      methods.focus();
    },
    showInactive: () => {
      set('minimized', false, 'restore');
      set('visible', true, 'show');
    },
    hide: () => {
      methods.blur();
      set('visible', false, 'hide');
    },
    isVisible: () => state.visible && !isDestroyed(),
    focus: () => {
      core.contents.focus();
      set('focused', true, 'focus');
    },
    blur: () => {
      set('focused', false, 'blur');
    },
    isFocused: () => state.focused,
    minimize: () => {
      methods.blur();
      set('minimized', true, 'minimize');
    },
    restore: () => {
      set('minimized', false, 'restore');
      methods.focus();
    },
    isMinimized: () => state.minimized,
  } satisfies Partial<Electron.BrowserWindow>;
  return methods;
}

function geometry({ options, events, core, frame }: SurfaceParts) {
  const { x = 0, y = 0, minWidth = 0, minHeight = 0, useContentSize = false } = options;
  const { width = 800, height = 600 } = options;
  const asked = { x, y, width, height };
  let bounds = useContentSize ? frame.around(asked) : asked;
  let least = [minWidth, minHeight];
  const state = { maximized: false, fullScreen: false };
  const setBounds = (wanted: Partial<Electron.Rectangle>): void => {
    bounds = { ...bounds, ...wanted };
    bounds.width = Math.max(bounds.width, least[0] ?? 0);
    bounds.height = Math.max(bounds.height, least[1] ?? 0);
    const { width, height } = frame.within(bounds);
    core.page
      .then(({ devtools, targetId }) => resizeContents(devtools, targetId, width, height))
      .catch(() => undefined); // The window closed meanwhile.
    events.emit('resize');
  };
  const setContentBounds = (wanted: Partial<Electron.Rectangle>): void => {
    setBounds(frame.around({ ...frame.within(bounds), ...wanted }));
  };
  const flag = (key: keyof typeof state, value: boolean, event: string): void => {
    if (state[key] === value) return;
    state[key] = value;
    events.emit(event);
  };
  const removeMenu = (): void => {
    const content = frame.within(bounds);
    frame.removeMenu();
    // If the page's size was specified, it stays, and the window adapts.
    setBounds(useContentSize ? frame.around(content) : bounds);
  };
  return {
    getBounds: () => ({ ...bounds }),
    // The page is below the title bar and the menu.
    getContentBounds: () => {
      const content = frame.within(bounds);
      return { ...content, y: bounds.y + bounds.height - content.height };
    },
    getNormalBounds: () => ({ ...bounds }),
    setBounds,
    setContentBounds,
    getSize: () => [bounds.width, bounds.height],
    getContentSize: () => [bounds.width, frame.within(bounds).height],
    setSize: (w: number, h: number) => {
      setBounds({ width: w, height: h });
    },
    setContentSize: (w: number, h: number) => {
      setContentBounds({ width: w, height: h });
    },
    setMenu: (menu: Electron.Menu | null) => {
      if (menu === null) removeMenu();
    },
    removeMenu,
    getPosition: () => [bounds.x, bounds.y],
    setPosition: (left: number, top: number) => {
      setBounds({ x: left, y: top });
    },
    center: () => undefined,
    setMinimumSize: (w: number, h: number) => {
      least = [w, h];
    },
    getMinimumSize: () => least,
    maximize: () => {
      flag('maximized', true, 'maximize');
    },
    unmaximize: () => {
      flag('maximized', false, 'unmaximize');
    },
    isMaximized: () => state.maximized,
    setFullScreen: (on: boolean) => {
      flag('fullScreen', on, on ? 'enter-full-screen' : 'leave-full-screen');
    },
    isFullScreen: () => state.fullScreen,
  } satisfies Partial<Electron.BrowserWindow>;
}

function adornments(options: Electron.BrowserWindowConstructorOptions) {
  const state = {
    title: options.title ?? '',
    menuBar: !(options.autoHideMenuBar ?? false),
    background: colour(options.backgroundColor ?? '#FFFFFF'),
    skipsTaskbar: options.skipTaskbar ?? false,
    onTop: options.alwaysOnTop ?? false,
  };
  return {
    setTitle: (title: string) => {
      state.title = title;
    },
    getTitle: () => state.title,
    setMenuBarVisibility: (visible: boolean) => {
      state.menuBar = visible;
    },
    isMenuBarVisible: () => state.menuBar,
    setAutoHideMenuBar: () => undefined,
    setBackgroundColor: (color: string) => {
      state.background = colour(color);
    },
    getBackgroundColor: () => state.background,
    setAlwaysOnTop: (onTop: boolean) => {
      state.onTop = onTop;
    },
    isAlwaysOnTop: () => state.onTop,
    setSkipTaskbar: (skip: boolean) => {
      state.skipsTaskbar = skip;
    },
  } satisfies Partial<Electron.BrowserWindow>;
}

/** Electron returns a colour given as #rrggbb in upper case; the stand-in knows no other notation. */
function colour(given: string): string {
  return given.startsWith('#') ? given.toUpperCase() : given;
}
