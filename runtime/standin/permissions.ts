import type * as Electron from 'electron';
import type { Session as Devtools } from './chromium/connection.ts';
import type { PermissionRules } from './api/session.ts';

/** Chromium's names next to Electron's, for what a page can request. */
const names: readonly (readonly [chromium: string, electron: string, mediaType?: string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['camera', 'media', 'video'],
  ['microphone', 'media', 'audio'],
  ['speaker-selection', 'speaker-selection'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['display-capture', 'display-capture'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
  ['local-fonts', 'local-fonts'],
  ['storage-access', 'storage-access'],
  ['local-network-access', 'local-network-access'],
  ['local-network', 'local-network'],
  ['loopback-network', 'loopback-network'],
];

/**
 * Decides an origin's permissions in advance: DevTools cannot hold a request while the application decides, so what its
 * check handler grants is granted, and if handlers are set, everything else is denied.
 */
export async function settlePermissions(
  browser: Devtools,
  { check, request }: PermissionRules,
  contents: Electron.WebContents,
  url: string,
  chromiumUrl: string,
): Promise<void> {
  if (!chromiumUrl.startsWith('https:')) return;
  const origin = new URL(chromiumUrl).origin;
  const open = check === null && request === null;
  const details = { isMainFrame: true, requestingUrl: url, securityOrigin: url };
  await Promise.allSettled(
    names.map(([name, asked, mediaType]) => {
      const about = mediaType === undefined ? details : { ...details, mediaType };
      const granted = open || (check?.(contents, asked as never, url, about as never) ?? false);
      const setting = granted ? 'granted' : 'denied';
      return browser.send('Browser.setPermission', { permission: { name }, setting, origin });
    }),
  );
}
