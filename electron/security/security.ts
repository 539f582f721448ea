import { app, session, systemPreferences, type WebContents } from 'electron';
import { APP_ORIGIN } from '../windows/appProtocol.ts';
import {
  closedRules,
  parseProxyRoute,
  rulesFor,
  type PoolRoute,
} from '../adapters/network/proxyRoute.ts';
import { sealSessions } from './sealSessions.ts';

/** Chromium's own conversations with the world, none of which this product has promised. */
const silentSwitches = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'dns-prefetch-disable',
  'no-pings',
];

/** What a server could have Chromium report to it later, of failed connections and of pages. */
const silentFeatures = ['NetworkErrorLogging', 'Reporting'];

/**
 * The only server that may have the system's own account, by NTLM or Kerberos: none has that name (RFC 6761,
 * section 6.4). Without one named, Windows would show the person's to any host that it counts to its intranet.
 */
const NO_SERVER = 'nobody.invalid';

/** Turns features off beside those that the command line turns off. */
function disableFeatures(names: readonly string[]): void {
  const others = app.commandLine.getSwitchValue('disable-features').split(',').filter(Boolean);
  app.commandLine.appendSwitch('disable-features', [...others, ...names].join());
}

const placeOf = ({ protocol, hostname, port }: URL): string =>
  `${hostname}:${port || (protocol === 'wss:' ? '443' : '80')}`;

/** Asks the system for the way to a pool; that takes as long as a script of the network's does. */
async function routeTo(pool: URL): Promise<PoolRoute> {
  const answer = await app.resolveProxy(pool.href.replace('ws', 'http'));
  return { place: placeOf(pool), hops: parseProxyRoute(answer) };
}

const isOwnUrl = (url: string): boolean => url.startsWith(`${APP_ORIGIN}/`);

/**
 * Lets a window's page speak to other people's devices over UDP, or no longer. Without word from the page
 * it ends with the document, so that no call that broke off leaves the way open.
 */
export function allowPeers(contents: WebContents, areAllowed: boolean): void {
  contents.setWebRTCIPHandlingPolicy(areAllowed ? 'default' : 'disable_non_proxied_udp');
}

/** To be called before the app is ready. */
export function sealProcess(): void {
  app.enableSandbox();
  sealSessions();
  for (const name of silentSwitches) app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch('auth-server-allowlist', NO_SERVER);
  disableFeatures(silentFeatures);
  app.on('web-contents-created', (_event, contents) => {
    allowPeers(contents, false);
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) allowPeers(contents, false);
    });
    contents.on('render-process-gone', () => {
      allowPeers(contents, false);
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}

/** The microphone, for the client's own pages and none inside them; never the camera. */
const mayHear = (
  permission: string,
  types: readonly (string | undefined)[],
  { isMainFrame, requestingUrl = '' }: { isMainFrame: boolean; requestingUrl?: string },
): boolean =>
  permission === 'media' &&
  types.length > 0 &&
  types.every((type) => type === 'audio') &&
  isMainFrame &&
  isOwnUrl(requestingUrl);

/** Chromium asks before a page speaks to its own machine or to a private network, where most pools are. */
const networks = ['local-network', 'local-network-access', 'loopback-network'];

/** Which pool that can be is for what else is sealed here to say. */
const mayReach = (
  permission: string,
  { isMainFrame, requestingUrl = '' }: { isMainFrame: boolean; requestingUrl?: string },
): boolean => networks.includes(permission) && isMainFrame && isOwnUrl(requestingUrl);

/** macOS asks the person on its own account, once, and gives silence to who did not have it ask. */
const systemLetsHear = (): Promise<boolean> =>
  process.platform === 'darwin'
    ? systemPreferences.askForMediaAccess('microphone')
    : Promise.resolve(true);

function sealPermissions({ defaultSession }: typeof session): void {
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const types = 'mediaTypes' in details ? details.mediaTypes : [];
    if (mayHear(permission, types, details)) void systemLetsHear().then(answer);
    else answer(mayReach(permission, details));
  });
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, _origin, details) =>
      mayHear(permission, [details.mediaType], details) || mayReach(permission, details),
  );
}

export interface Seal {
  /** Opens the way to the person's pool as of now, by the network as of now; resolves once it is open. */
  readonly openPool: (pool: URL | undefined) => Promise<void>;
  /** Lets windows reach the pool of the meeting that is open, beside the person's own; undefined if none is. */
  readonly openMeeting: (pool: URL | undefined) => Promise<void>;
}

/**
 * Windows may load the client's own pages, and speak SIP to the pool, and nothing else to anywhere; they
 * are granted the microphone, the way to a pool nearby, and no other permission.
 * @param firstPool the WebSocket address of the person's pool, if there is one.
 */
export function sealWindows(firstPool: URL | undefined): Seal {
  const { defaultSession } = session;
  // Names are asked of the system's own resolver, and of no provider over HTTPS.
  app.configureHostResolver({ secureDnsMode: 'off' });
  sealPermissions(session);
  let [own, meeting]: (URL | undefined)[] = [firstPool];
  const pools = () => [own, meeting].filter((pool) => pool !== undefined);
  // Neither policy nor webRequest governs WebRTC, whose TURN over TCP obeys nothing but the proxy.
  void defaultSession.setProxy(closedRules);
  let opening = Promise.resolve();
  let asked = 0;
  /** Resolves once the ways that were asked for last are open; a slow answer about former ones opens none. */
  const openWays = (): Promise<void> => {
    asked += 1;
    const mine = asked;
    opening = Promise.all(pools().map(routeTo)).then((routes) =>
      mine === asked ? defaultSession.setProxy(rulesFor(routes)) : opening,
    );
    return opening;
  };
  if (own) void openWays();
  const isPool = (url: string) => pools().some(({ origin }) => url.startsWith(`${origin}/`));
  defaultSession.webRequest.onBeforeRequest(({ url }, respond) => {
    respond({ cancel: !isOwnUrl(url) && !isPool(url) && !url.startsWith('devtools://') });
  });
  return {
    openPool(pool) {
      own = pool;
      return openWays();
    },
    openMeeting(pool) {
      meeting = pool;
      return openWays();
    },
  };
}

/** Only the main frame of one of the client's own pages may call the main process. */
export function isTrustedSender(frame: Electron.WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOwnUrl(frame.url);
}
