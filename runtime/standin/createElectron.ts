import type { GateRules } from './gate.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { createApp, type AppCore } from './api/app.ts';
import type { AppDetails } from './api/appDetails.ts';
import { createWindows } from './api/browserWindow.ts';
import { createClipboard } from './api/clipboard.ts';
import { createCrashReporter } from './api/crashReporter.ts';
import { createDialog } from './api/dialog.ts';
import { createIpcMain } from './api/ipcMain.ts';
import { createMenus } from './api/menu.ts';
import { createSessions } from './api/session.ts';
import { createNativeImage } from './api/nativeImage.ts';
import { createNotification } from './api/notification.ts';
import { createSafeStorage } from './api/safeStorage.ts';
import { createShell } from './api/shell.ts';
import {
  createNativeTheme,
  createNet,
  createPowerMonitor,
  createScreen,
  createSystemPreferences,
} from './api/system.ts';
import { createTray } from './api/tray.ts';
import type { Chromium } from './chromium/launch.ts';
import type { Processes } from './chromium/processes.ts';
import type { Targets } from './chromium/targets.ts';
import type { Host } from './host.ts';
import { createSchemes, type Schemes } from './schemes.ts';
import { missing } from './unimplemented.ts';

/** What boot provides once it knows the application and Chromium runs. */
type Started = {
  details?: AppDetails;
  chromium?: Chromium;
  targets?: Targets;
  processes?: Processes;
};

export type StandIn = {
  readonly electron: typeof Electron;
  readonly appCore: AppCore;
  readonly started: Started;
  crashDumps: () => string | undefined;
  profile: () => string;
  readonly rules: GateRules;
  /** Chromium's network service is gone, and restarts. */
  networkForgets: () => void;
  readonly schemes: Pick<Schemes, 'toElectron'>;
  /** Chromium is gone, and every window with it. */
  lost: () => void;
};

/** Assembles the stand-in's Electron; the only place where its pieces meet. */
export function createElectron(): StandIn {
  const started: Started = {};
  const schemes = createSchemes();
  const ipc = createIpcMain();
  const crash = createCrashReporter();
  const profile = (): string => join(app.module.getPath('sessionData'), 'Stand-in Chromium');
  const sessions = createSessions({
    languages: () => app.locale(),
    registerSchemes: beforeReady(() => app.module.isReady(), schemes.register),
    clearBrowsingData: () =>
      rm(join(profile(), 'Default', 'Local Storage'), { recursive: true, force: true }),
    onCreated: (session) => {
      app.emit('session-created', session);
    },
  });
  const userAgent = (): string => {
    const { name = '', version = '' } = started.details ?? {};
    const chromium = (started.chromium?.userAgent ?? '').replace('Headless', '');
    return chromium.replace(
      ' Safari/',
      ` ${name}/${version} Electron/${process.versions['electron']} Safari/`,
    );
  };
  const app = createApp(() => need(started.details, 'the application is known'), {
    closeWindows: () => windows.all().every(({ close }) => close()),
    windowCount: () => windows.all().length,
    focusWindow: () => {
      windows.all().at(-1)?.window.focus();
    },
    stop: () => stop(started.chromium),
    defaultSession: () => sessions.module.defaultSession,
    userAgent,
    processes: () => started.processes?.all() ?? [],
  });
  const menus = createMenus({ app: () => app.module, focused: () => windows.focused() });
  const host: Host = {
    schemes,
    sessions,
    ipc,
    targets: () => need(started.targets, 'app is ready'),
    browser: () => need(started.chromium, 'app is ready').connection.browser,
    locale: app.locale,
    userAgent,
    tellApp: app.emit,
    pressed: menus.pressed,
  };
  const windows = createWindows(host, app.windowsClosed);
  const made = {
    app: app.module,
    ipcMain: ipc.module,
    session: sessions.module,
    protocol: sessions.defaultCore.session.protocol,
    BrowserWindow: windows.BrowserWindow,
    webContents: windows.webContents,
    Menu: menus.Menu,
    MenuItem: menus.MenuItem,
    crashReporter: crash.module,
    ...createDesktopModules(() => app.module.isReady()),
    net: createNet((input, init) => sessions.defaultCore.fetch(input, init)),
  };
  return {
    electron: { ...absent(), ...made } as unknown as typeof Electron,
    appCore: app,
    started,
    crashDumps: () => (crash.isStarted() ? app.module.getPath('crashDumps') : undefined),
    profile,
    rules: sessions.defaultCore,
    networkForgets: sessions.networkForgets,
    schemes,
    lost: () => {
      for (const { window } of windows.all()) window.destroy();
      app.module.quit();
    },
  };
}

const beforeReady =
  (isReady: () => boolean, register: (names: readonly string[]) => void) =>
  (names: readonly string[]): void => {
    if (isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    register(names);
  };

/** The modules for the desktop around the application that need nothing from the rest. */
const createDesktopModules = (isReady: () => boolean) => ({
  clipboard: createClipboard(),
  dialog: createDialog(isReady),
  nativeImage: createNativeImage(),
  nativeTheme: createNativeTheme(),
  Notification: createNotification(),
  powerMonitor: createPowerMonitor(),
  safeStorage: createSafeStorage(process.env),
  screen: createScreen(),
  shell: createShell(),
  systemPreferences: createSystemPreferences(),
  Tray: createTray(),
});

function need<T>(value: T | undefined, when: string): T {
  if (value === undefined) throw new Error(`Cannot do this before ${when}`);
  return value;
}

/** Chromium ends in its own time, but only within limits. */
async function stop(chromium: Chromium | undefined): Promise<void> {
  if (chromium === undefined) return;
  chromium.connection.browser.send('Browser.close').catch(() => undefined); // It is ending anyway.
  const timer = setTimeout(chromium.kill, 2000);
  await chromium.exited;
  clearTimeout(timer);
}

/** The modules that Electron has and the stand-in lacks; each says so when used. */
function absent(): Record<string, unknown> {
  const names =
    'autoUpdater BaseWindow BrowserView contentTracing desktopCapturer globalShortcut inAppPurchase ' +
    'MessageChannelMain netLog powerSaveBlocker pushNotifications ShareMenu ' +
    'TouchBar utilityProcess View WebContentsView webFrameMain';
  return Object.fromEntries(names.split(' ').map((name) => [name, missing(name)]));
}
