import { join } from 'node:path';
import { app, BrowserWindow, nativeImage } from 'electron';
import type { TFunction } from 'i18next';
import { PICTURES } from './pictures.ts';

/** Shows on Candor's icon in the task bar or the Dock that there are unread messages. */
export function showUnreadBadge(count: number, t: TFunction): void {
  app.setBadgeCount(count);
  if (process.platform !== 'win32') return;
  // Windows has no numeric badges; it draws a small image over the icon.
  const badge = count === 0 ? null : nativeImage.createFromPath(join(PICTURES, 'badge.png'));
  const description = count === 0 ? '' : t('tray.unread', { count });
  for (const window of BrowserWindow.getAllWindows()) window.setOverlayIcon(badge, description);
}
