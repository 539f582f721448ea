import { app, session } from 'electron';
import { APP_ORIGIN } from './appProtocol.ts';

/** Chromium's own conversations with the world, none of which this product has promised. */
const silentSwitches = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'dns-prefetch-disable',
  'no-pings',
];

/** Nothing can listen at port 0. */
const proxyThatIsNowhere = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:0',
  proxyBypassRules: '<-loopback>',
} as const;

const isOwnUrl = (url: string): boolean => url.startsWith(`${APP_ORIGIN}/`);

/** To be called before the app is ready. */
export function sealProcess(): void {
  app.enableSandbox();
  for (const name of silentSwitches) app.commandLine.appendSwitch(name);
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}

/** Windows may load the client's own pages, and nothing from anywhere; they are granted no permission. */
export function sealWindows(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  defaultSession.setPermissionCheckHandler(() => false);
  // Neither policy nor webRequest governs WebRTC, whose TURN over TCP obeys nothing but the proxy.
  void defaultSession.setProxy(proxyThatIsNowhere);
  defaultSession.webRequest.onBeforeRequest(({ url }, respond) => {
    respond({ cancel: !isOwnUrl(url) && !url.startsWith('devtools://') });
  });
}

/** Only the main frame of one of the client's own pages may call the main process. */
export function isTrustedSender(frame: Electron.WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOwnUrl(frame.url);
}
