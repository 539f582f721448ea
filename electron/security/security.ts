import { app, session, systemPreferences, type WebContents } from 'electron';
import { APP_ORIGIN } from '../windows/appProtocol.ts';
import {
  closedRules,
  parseProxyRoute,
  rulesFor,
  type PoolRoute,
} from '../adapters/network/proxyRoute.ts';
import { createRelayWays } from './relayWays.ts';
import { sealSessions } from './sealSessions.ts';

/** Chromium's own requests, none of which this product has announced. */
const silentSwitches = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'dns-prefetch-disable',
  'no-pings',
];

/** Reports about failed connections and pages that a server could make Chromium send later. */
const silentFeatures = ['NetworkErrorLogging', 'Reporting'];

/**
 * The only server that may authenticate with the system's own account, by NTLM or Kerberos: no server has that name
 * (RFC 6761, section 6.4). If none is named, Windows would send the account to any host that it counts as intranet.
 */
const NO_SERVER = 'nobody.invalid';

/** Disables features besides those that the command line disables. */
function disableFeatures(names: readonly string[]): void {
  const others = app.commandLine.getSwitchValue('disable-features').split(',').filter(Boolean);
  app.commandLine.appendSwitch('disable-features', [...others, ...names].join());
}

const placeOf = ({ protocol, hostname, port }: URL): string =>
  `${hostname}:${port || (protocol === 'ws:' ? '80' : '443')}`;

/** Asks the system for the way to a pool or a relay; that takes as long as the network's PAC script does. */
async function routeTo(pool: URL): Promise<PoolRoute> {
  const answer = await app.resolveProxy(pool.href.replace(/^ws/, 'http'));
  return { place: placeOf(pool), hops: parseProxyRoute(answer) };
}

const isOwnUrl = (url: string): boolean => url.startsWith(`${APP_ORIGIN}/`);

/** Allows a window's page to reach other people's devices over UDP, or forbids it again. */
function allowDatagrams(contents: WebContents, areAllowed: boolean): void {
  contents.setWebRTCIPHandlingPolicy(areAllowed ? 'default' : 'disable_non_proxied_udp');
}

/** Called before the app is ready. */
export function sealProcess(): void {
  app.enableSandbox();
  sealSessions();
  for (const name of silentSwitches) app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch('auth-server-allowlist', NO_SERVER);
  disableFeatures(silentFeatures);
  app.on('web-contents-created', (_event, contents) => {
    allowDatagrams(contents, false);
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) allowDatagrams(contents, false);
    });
    contents.on('render-process-gone', () => {
      allowDatagrams(contents, false);
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

/** The microphone, for the client's own pages and no frames inside them; never the camera. */
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

/** Chromium asks before a page connects to its own machine or to a private network, where most pools are. */
const networks = ['local-network', 'local-network-access', 'loopback-network'];

/** Which pool that can be is decided elsewhere in this file. */
const mayReach = (
  permission: string,
  { isMainFrame, requestingUrl = '' }: { isMainFrame: boolean; requestingUrl?: string },
): boolean => networks.includes(permission) && isMainFrame && isOwnUrl(requestingUrl);

/** macOS itself asks the person, once, and delivers silence to an application that did not make it ask. */
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
  /** Opens the way to the person's current pool through the current network; resolves once it is open. */
  readonly openPool: (pool: URL | undefined) => Promise<void>;
  /** Lets windows reach the pool of the open meeting, besides the person's own; undefined if there is none. */
  readonly openMeeting: (pool: URL | undefined) => Promise<void>;
  /**
   * Allows a window's page to reach other people's devices, or forbids it again, and relays too. It also ends with the
   * document, so that a call that broke off leaves nothing open.
   */
  readonly allowPeers: (contents: WebContents, areAllowed: boolean) => void;
  /** Lets a window reach relays (TURN), until it may reach other people's devices no more; resolves once it can. */
  readonly openRelays: (contents: WebContents, uris: readonly string[]) => Promise<void>;
}

/**
 * Windows may load the client's own pages, speak SIP to the pool and, in calls and meetings, reach relays and other
 * people's devices, and nothing else to anyone; they are granted the microphone, access to a pool on the local
 * network, and no other permission.
 * @param firstPool the WebSocket address of the person's pool, if there is one.
 */
export function sealWindows(firstPool: URL | undefined): Seal {
  const { defaultSession } = session;
  // Names are resolved by the system's own resolver, and by no provider over HTTPS.
  app.configureHostResolver({ secureDnsMode: 'off' });
  sealPermissions(session);
  let [own, meeting]: (URL | undefined)[] = [firstPool];
  const pools = () => [own, meeting].filter((pool) => pool !== undefined);
  // Neither policy nor webRequest governs WebRTC, whose TURN over TCP obeys only the proxy.
  void defaultSession.setProxy(closedRules);
  let opening = Promise.resolve();
  let asked = 0;
  const relayWays = createRelayWays(() => void openWays());
  /** Resolves once the last requested ways are open; a slow answer about earlier ones opens none. */
  const openWays = (): Promise<void> => {
    asked += 1;
    const mine = asked;
    opening = Promise.all([...pools(), ...relayWays.all()].map(routeTo)).then((routes) =>
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
    allowPeers(contents, areAllowed) {
      allowDatagrams(contents, areAllowed);
      if (!areAllowed) relayWays.close(contents);
    },
    openRelays(contents, uris) {
      relayWays.open(contents, uris);
      return opening;
    },
  };
}

/** Only the main frame of one of the client's own pages may call the main process. */
export function isTrustedSender(frame: Electron.WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOwnUrl(frame.url);
}
