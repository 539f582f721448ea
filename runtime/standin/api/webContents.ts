import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { encode } from '../channel.ts';
import type { Tab } from '../chromium/targets.ts';
import type { Host } from '../host.ts';
import { attachPage, type Page } from '../pageLink.ts';
import type { WindowOpenHandler } from '../pageOptions.ts';
import { strict, whileThere } from '../unimplemented.ts';
import { editing, webRTC, type WhenThere } from './pageOrders.ts';
import { createFrames } from './webFrameMain.ts';

/** What the window and the application need from web contents besides Electron's interface. */
export type ContentsCore = {
  readonly contents: Electron.WebContents;
  readonly events: EventEmitter;
  readonly page: Promise<Page>;
  load: (url: string) => Promise<void>;
  /** Called by the window once its page is gone. */
  destroyed: () => void;
  targetId: () => string | undefined;
};

type State = {
  attached: Page | undefined;
  destroyed: boolean;
  crashed: boolean;
  zoom: number;
  title: string;
  open: WindowOpenHandler | undefined;
};

export function createWebContents(
  host: Host,
  id: number,
  tab: Promise<Tab>,
  preferences: Electron.WebPreferences,
  close: () => void,
): ContentsCore {
  const events = new EventEmitter();
  const { module, coreOf } = host.sessions;
  const session = preferences.session ?? module.fromPartition(preferences.partition ?? '');
  const state: State = {
    attached: undefined,
    destroyed: false,
    crashed: false,
    zoom: 1,
    title: '',
    open: undefined,
  };
  const frames = createFrames(host.schemes.toElectron);
  const page = tab.then((found) =>
    attachPage(host, found, {
      core: coreOf(session),
      contents: () => contents,
      frames,
      events,
      preload: preferences.preload,
      argv: preferences.additionalArguments ?? [],
      openHandler: () => state.open,
      onCrash: (crashed) => (state.crashed = crashed),
      isCrashed: () => state.crashed,
      titleMayHaveChanged: () => {
        whenThere((there) => followTitle(there, state, events));
      },
    }),
  );
  page.then((found) => (state.attached = found)).catch(() => undefined); // Reported to whoever loads.
  const whenThere: WhenThere = (act) => {
    page.then(act).catch(() => undefined); // The window closed before it could be done.
  };
  const load = (url: string): Promise<void> => {
    const loading = page.then((found) => found.load(url));
    // As in Electron, a caller that does not wait learns of the failure by did-fail-load.
    loading.catch(() => undefined);
    return loading;
  };
  const methods = {
    id,
    session,
    mainFrame: frames.main,
    loadURL: load,
    getURL: () => frames.main.url,
    close,
    ...questions(host, state),
    ...orders(state, whenThere),
    executeJavaScript: (code: string): Promise<unknown> =>
      page.then((found) => found.evaluate(code)),
    insertCSS: (css: string) => page.then((found) => found.insertCSS(css)),
  } satisfies Partial<Electron.WebContents>;
  const guarded = whileThere(methods, () => state.destroyed);
  const face: unknown = strict('webContents', 'webContents.ts', Object.assign(events, guarded));
  const contents = face as Electron.WebContents;
  return {
    contents,
    events,
    page,
    load,
    destroyed: () => {
      if (state.destroyed) return;
      state.destroyed = true;
      events.emit('destroyed');
    },
    targetId: () => state.attached?.targetId,
  };
}

async function followTitle(page: Page, state: State, events: EventEmitter): Promise<void> {
  const title = String(await page.evaluate('document.title'));
  if (title === state.title || title === '') return;
  state.title = title;
  const event = {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  events.emit('page-title-updated', event, title, true);
}

function questions(host: Host, state: State) {
  return {
    getTitle: () => state.title,
    isDestroyed: () => state.destroyed,
    isCrashed: () => state.crashed,
    isLoading: () => state.attached?.isLoading() ?? true,
    isFocused: () => true,
    isDevToolsOpened: () => false,
    getType: () => 'window' as const,
    getOSProcessId: () => 0,
    getProcessId: () => 1,
    getUserAgent: host.userAgent,
    getZoomFactor: () => state.zoom,
    getZoomLevel: () => Math.log(state.zoom) / Math.log(1.2),
  } satisfies Partial<Electron.WebContents>;
}

function orders(state: State, whenThere: WhenThere) {
  const setZoomFactor = (factor: number): void => {
    state.zoom = factor;
    whenThere((page) => page.zoom(factor));
  };
  const reload = (): void => {
    whenThere((page) => page.reload());
  };
  return {
    send: (channel: string, ...args: unknown[]) => {
      if (typeof (channel as unknown) !== 'string')
        throw new TypeError('Missing required channel argument');
      const message = { kind: 'message', channel, args: encode(args) } as const;
      const { attached } = state;
      if (attached !== undefined) attached.channel.send(message);
    },
    reload,
    reloadIgnoringCache: reload,
    stop: () => {
      whenThere(({ devtools }) => devtools.send('Page.stopLoading'));
    },
    focus: () => {
      whenThere(({ devtools }) => devtools.send('Page.bringToFront'));
    },
    ...editing(whenThere),
    openDevTools: () => {
      console.error('The stand-in shows no developer tools; connect to its DevTools address.');
    },
    closeDevTools: () => undefined,
    setWindowOpenHandler: (handler: WindowOpenHandler) => {
      state.open = handler;
    },
    setZoomFactor,
    setZoomLevel: (level: number) => {
      setZoomFactor(1.2 ** level);
    },
    forcefullyCrashRenderer: () => {
      whenThere((page) => {
        page.crash();
      });
    },
    setAudioMuted: () => undefined,
    setVisualZoomLevelLimits: () => Promise.resolve(),
    ...webRTC(whenThere),
    setBackgroundThrottling: () => undefined,
    setUserAgent: () => undefined,
  } satisfies Partial<Electron.WebContents>;
}
