import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

/**
 * Notifications that no desktop shows. Those that are showing are available to tests, to click, by
 * `Notification.getHistory()`, as on macOS and Windows.
 */
export function createNotification(): typeof Electron.Notification {
  const up = new Set<object>();
  function StandInNotification(options: Electron.NotificationConstructorOptions = {}): object {
    const face = Object.assign(new EventEmitter(), {
      title: '',
      body: '',
      ...options,
      show: () => {
        up.add(notification);
        face.emit('show');
      },
      close: () => {
        if (up.delete(notification)) face.emit('close');
      },
    });
    const notification: object = strict('Notification', 'notification.ts', face);
    return notification;
  }
  const face = Object.assign(StandInNotification, {
    isSupported: () => true,
    getHistory: () => Promise.resolve([...up]),
  });
  return strict('Notification', 'notification.ts', face) as unknown as typeof Electron.Notification;
}
