import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { ignoreGone, type Tab } from '../chromium/targets.ts';
import type { Host } from '../host.ts';
import { strict, whileThere } from '../unimplemented.ts';
import { createWebContents, type ContentsCore } from './webContents.ts';
import { createWindowFrame } from './windowFrame.ts';
import { windowSurface } from './windowSurface.ts';

type Window = Electron.BrowserWindow;
export type WindowCore = {
  readonly window: Window;
  readonly core: ContentsCore;
  /** Closes as a person would; false if the application prevented it. */
  close: () => boolean;
};

export type Windows = {
  readonly BrowserWindow: typeof Electron.BrowserWindow;
  readonly webContents: typeof Electron.webContents;
  all: () => readonly WindowCore[];
  focused: () => Window | null;
};

/** Creates BrowserWindow and webContents over the pages of one Chromium. */
export function createWindows(host: Host, allClosed: () => void): Windows {
  const open = new Map<number, WindowCore>();
  let last = 0;
  let focused: number | undefined;
  const find = (id: number | undefined): Window | null =>
    id === undefined ? null : (open.get(id)?.window ?? null);

  const build = (options: Electron.BrowserWindowConstructorOptions): Window => {
    last += 1;
    const id = last;
    const core = createWindow(host, id, options, {
      focus: (there) => {
        const before = focused === id ? null : find(focused);
        if (there) {
          focused = id;
          before?.blur();
        } else if (focused === id) focused = undefined;
      },
      closed: () => {
        open.delete(id);
        if (focused === id) {
          focused = undefined;
          [...open.values()].findLast(({ window }) => window.isVisible())?.window.focus();
        }
        if (open.size === 0) allClosed();
      },
    });
    open.set(id, core);
    host.tellApp('web-contents-created', {}, core.core.contents);
    host.tellApp('browser-window-created', {}, core.window);
    return core.window;
  };
  const statics = {
    getAllWindows: () => [...open.values()].map(({ window }) => window),
    getFocusedWindow: () => find(focused),
    fromId: (id: number) => find(id),
    fromWebContents: (contents: Electron.WebContents) =>
      [...open.values()].find(({ core }) => core.contents === contents)?.window ?? null,
  } satisfies Pick<
    typeof Electron.BrowserWindow,
    'getAllWindows' | 'getFocusedWindow' | 'fromId' | 'fromWebContents'
  >;
  function StandInWindow(options: Electron.BrowserWindowConstructorOptions = {}): Window {
    return build(options);
  }
  const BrowserWindow = strict(
    'BrowserWindow',
    'browserWindow.ts',
    Object.assign(StandInWindow, statics),
  );
  const contentsOf = (): Electron.WebContents[] =>
    [...open.values()].map(({ core }) => core.contents);
  const webContents = {
    getAllWebContents: contentsOf,
    getFocusedWebContents: () => find(focused)?.webContents ?? null,
    fromId: (id: number) => contentsOf().find((contents) => contents.id === id),
    fromDevToolsTargetId: (targetId: string) =>
      [...open.values()].find(({ core }) => core.targetId() === targetId)?.core.contents,
  } satisfies Partial<typeof Electron.webContents>;
  return {
    BrowserWindow: BrowserWindow as unknown as typeof Electron.BrowserWindow,
    webContents: strict(
      'webContents',
      'browserWindow.ts',
      webContents,
    ) as unknown as typeof Electron.webContents,
    all: () => [...open.values()],
    focused: () => find(focused),
  };
}

type Told = { focus: (there: boolean) => void; closed: () => void };

function createWindow(
  host: Host,
  id: number,
  options: Electron.BrowserWindowConstructorOptions,
  told: Told,
): WindowCore {
  const events = new EventEmitter();
  const { width = 800, height = 600, useContentSize = false } = options;
  const frame = createWindowFrame(options, process.platform);
  const content = useContentSize ? { width, height } : frame.within({ width, height });
  const tab: Promise<Tab> = host.targets().open(content.width, content.height);
  const state = { destroyed: false };
  const destroy = (): void => {
    if (state.destroyed) return;
    state.destroyed = true;
    tab
      .then(({ targetId }) => host.browser().send('Target.closeTarget', { targetId }))
      .catch(ignoreGone);
    core.destroyed();
    events.emit('closed');
    told.closed();
  };
  const close = (): boolean => {
    if (state.destroyed) return true;
    const event = {
      defaultPrevented: false,
      preventDefault: () => {
        event.defaultPrevented = true;
      },
    };
    events.emit('close', event);
    if (!event.defaultPrevented) destroy();
    return !event.defaultPrevented;
  };
  const core = createWebContents(host, id, tab, options.webPreferences ?? {}, close);
  tab
    .then(({ onGone }) => {
      onGone(destroy);
    })
    .catch((error: unknown) => {
      if (!state.destroyed) console.error('The stand-in could not open a window:', error);
    });
  const surface = windowSurface({
    id,
    options,
    events,
    core,
    frame,
    destroy,
    close,
    focus: told.focus,
    isDestroyed: () => state.destroyed,
  });
  const guarded = whileThere(surface, () => state.destroyed);
  const face = Object.assign(events, guarded, { id, webContents: core.contents });
  const window = strict('BrowserWindow', 'windowSurface.ts', face) as unknown as Window;
  for (const told of ['ready-to-show', 'unresponsive', 'responsive'])
    core.events.on(told, () => events.emit(told));
  core.events.on('page-title-updated', (event: { defaultPrevented: boolean }, title: string) => {
    events.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) surface.setTitle(title);
  });
  return { window, core, close };
}
