import { join } from 'node:path';
import { app, Menu, Tray, type BrowserWindow } from 'electron';
import type { TFunction } from 'i18next';
import { PICTURES } from './pictures.ts';

/** Candor's icon beside the clock. */
export interface NotificationArea {
  /** Says anew what the icon and its menu say, in the language of now. */
  readonly refresh: () => void;
  readonly showUnread: (count: number) => void;
  /** Has a window that is minimized go from the task bar, while the person wants that. */
  readonly follow: (window: BrowserWindow) => void;
}

/** macOS's applications live in the Dock, which shows what waits, and minimizes. */
export const hasNotificationArea = process.platform !== 'darwin';

/**
 * Whether Candor's windows are Wayland's, by which no program hears that its title bar minimized it. Electron takes
 * Wayland in a session of Wayland's, unless it is told of another platform (its breaking changes, 38.0).
 * @param platform what `--ozone-platform` says; empty where it says nothing.
 */
export const isWayland = (
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): boolean =>
  platform === '' || platform === 'auto'
    ? env['XDG_SESSION_TYPE'] === 'wayland'
    : platform === 'wayland';

/** Whether a window that the person minimizes can go from the task bar. */
export const canFollowMinimized = (): boolean =>
  hasNotificationArea &&
  !(
    process.platform === 'linux' &&
    isWayland(process.env, app.commandLine.getSwitchValue('ozone-platform'))
  );

const picture = (name: string) => join(PICTURES, `${name}.png`);

/** To be called once the app is ready. */
export function createNotificationArea(
  texts: () => TFunction,
  takesMinimized: () => boolean,
  actions: {
    readonly showMain: () => void;
    readonly openOptions: () => void;
    readonly openViewer: () => void;
  },
): NotificationArea {
  const tray = new Tray(picture('icon'));
  let unread = 0;
  const say = () => {
    const t = texts();
    tray.setToolTip(unread === 0 ? t('app.name') : t('tray.unread', { count: unread }));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: t('tray.open'), click: actions.showMain },
        { label: t('menu.options'), click: actions.openOptions },
        { label: t('viewer.title'), click: actions.openViewer },
        { type: 'separator' },
        { label: t('menu.quit'), role: 'quit' },
      ]),
    );
  };
  tray.on('click', actions.showMain);
  say();
  return {
    refresh: say,
    showUnread(count) {
      if (count === unread) return;
      unread = count;
      tray.setImage(picture(count === 0 ? 'icon' : 'unread'));
      say();
    },
    follow(window) {
      window.on('minimize', () => {
        if (takesMinimized()) window.hide();
      });
    },
  };
}
