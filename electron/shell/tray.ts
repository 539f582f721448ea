import { join } from 'node:path';
import { app, Menu, Tray, type BrowserWindow } from 'electron';
import type { TFunction } from 'i18next';
import { PICTURES } from './pictures.ts';

/** Candor's icon in the notification area. */
export interface NotificationArea {
  /** Updates the icon and its menu, in the current language. */
  readonly refresh: () => void;
  readonly showUnread: (count: number) => void;
  /** Removes a window from the task bar when it is minimized, while the person wants that. */
  readonly follow: (window: BrowserWindow) => void;
}

/** On macOS applications have the Dock, which shows unread messages, and minimizes. */
export const hasNotificationArea = process.platform !== 'darwin';

/**
 * Whether Candor's windows use Wayland, where a program is not told that its title bar minimized it. Electron uses
 * Wayland in a Wayland session, unless it is given another platform (its breaking changes, 38.0).
 * @param platform the value of `--ozone-platform`; empty if it is missing.
 */
export const isWayland = (
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): boolean =>
  platform === '' || platform === 'auto'
    ? env['XDG_SESSION_TYPE'] === 'wayland'
    : platform === 'wayland';

/** Whether minimizing a window can remove it from the task bar. */
export const canFollowMinimized = (): boolean =>
  hasNotificationArea &&
  !(
    process.platform === 'linux' &&
    isWayland(process.env, app.commandLine.getSwitchValue('ozone-platform'))
  );

const picture = (name: string) => join(PICTURES, `${name}.png`);

/** Called once the app is ready. */
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
