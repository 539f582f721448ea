import type { BrowserWindow } from 'electron';
import type { TFunction } from 'i18next';
import type { SettingsStore } from '../adapters/files/settings.ts';
import { createNotificationArea, hasNotificationArea } from '../shell/tray.ts';
import { showUnreadBadge } from '../shell/unreadBadge.ts';
import type { openersOf } from './openers.ts';

/** The icons that show unread messages: in the task bar, and in the notification area. */
export function showWhatWaits(
  texts: () => TFunction,
  settings: SettingsStore,
  openers: ReturnType<typeof openersOf>,
) {
  const takesMinimized = () => settings.read().minimizeToNotificationArea;
  const area = hasNotificationArea
    ? createNotificationArea(texts, takesMinimized, openers)
    : undefined;
  return {
    refresh: () => area?.refresh(),
    follow: (window: BrowserWindow) => area?.follow(window),
    showUnread: (count: number) => {
      showUnreadBadge(count, texts());
      area?.showUnread(count);
    },
  };
}
