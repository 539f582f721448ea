import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { isWayland } from '../shell/tray.ts';
import { createWindowPlacing } from './windowPlacement.ts';
import { createWindows } from './windows.ts';

const electron = vi.hoisted(() => ({
  BrowserWindow: {},
  screen: {},
  app: {},
  nativeTheme: {},
  Menu: {},
  Tray: {},
}));
vi.mock('electron', () => electron);

const FRAME = 52;

/** Windows on a system that puts a title bar and, unless it is removed, a menu around each page. */
function openControls() {
  const opened: { options: Electron.BrowserWindowConstructorOptions; menu: boolean }[] = [];
  const windows: EventEmitter[] = [];
  electron.BrowserWindow = class extends EventEmitter {
    readonly options: Electron.BrowserWindowConstructorOptions;
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super();
      this.options = options;
      opened.push({ options, menu: true });
      windows.push(this);
    }
    removeMenu() {
      const last = opened.at(-1);
      if (last) last.menu = false;
    }
    loadURL = () => Promise.resolve();
    isMaximized = () => false;
    getContentBounds = () => {
      const { width = 0, height = 0, useContentSize } = this.options;
      return { x: 10, y: 10, width, height: useContentSize ? height : height - FRAME };
    };
    getNormalBounds = () => ({
      ...this.getContentBounds(),
      height: this.getContentBounds().height + FRAME,
    });
  };
  const display = { x: 0, y: 0, width: 1280, height: 800 };
  Object.assign(electron.screen, {
    getAllDisplays: () => [{ bounds: display, workArea: display }],
    getPrimaryDisplay: () => ({ workAreaSize: display }),
  });
  const kept = new Map<string, object>();
  const places = {
    read: (_arrangement: string, name: string) => kept.get(name),
    keep: (_arrangement: string, name: string, place: object) => void kept.set(name, place),
  };
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  const placing = createWindowPlacing(places as never, log);
  const titles = { main: '', viewer: '', crash: '', problem: '', callControls: '', meeting: '' };
  const { callControls } = createWindows(
    'preload.cjs',
    placing,
    () => titles,
    () => ({ page: 'records' }),
  );
  const openAndClose = () => {
    callControls.show();
    windows.at(-1)?.emit('close');
    windows.at(-1)?.emit('closed');
  };
  return { opened, openAndClose };
}

it('call controls show all of their page, without a menu, and are no larger each time they open', () => {
  const { opened, openAndClose } = openControls();
  for (let times = 0; times < 3; times += 1) openAndClose();
  for (const { options, menu } of opened) {
    expect(options).toMatchObject({ useContentSize: true, width: 360, height: 150 });
    expect(menu).toBe(process.platform === 'darwin');
  }
  expect(opened).toHaveLength(3);
});

it.each([
  [{ XDG_SESSION_TYPE: 'wayland' }, '', true],
  [{ XDG_SESSION_TYPE: 'wayland' }, 'auto', true],
  [{ XDG_SESSION_TYPE: 'wayland' }, 'x11', false],
  [{ XDG_SESSION_TYPE: 'x11' }, 'wayland', true],
  [{ XDG_SESSION_TYPE: 'x11' }, '', false],
  [{}, '', false],
])('a session of %j with --ozone-platform=%s has Wayland’s windows: %s', (env, platform, is) => {
  expect(isWayland(env, platform)).toBe(is);
});
