import { app, session, type Session, type WebContents } from 'electron';
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

/** Every connection goes to a proxy that is nowhere: nothing can listen at port 0. */
const closed = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:0',
  proxyBypassRules: '<-loopback>',
} as const;

const placeOf = ({ protocol, hostname, port }: URL): string =>
  `${hostname}:${port || (protocol === 'wss:' ? '443' : '80')}`;

/** The proxy that the system has for a pool, if it has one. */
async function proxyBefore(pool: URL): Promise<string | undefined> {
  const [route = 'DIRECT'] = (await app.resolveProxy(pool.href.replace('ws', 'http'))).split(';');
  return /^\s*PROXY\s+(\S+)/.exec(route)?.[1];
}

/**
 * All is closed but the ways to the pools. Where the system has a proxy for one, what is encrypted goes
 * to that one: no rule of Electron's lets one host alone through a proxy.
 */
async function proxyFor(pools: readonly URL[]): Promise<Electron.ProxyConfig> {
  const routes = await Promise.all(
    pools.map(async (pool) => ({ pool, proxy: await proxyBefore(pool) })),
  );
  const direct = routes.flatMap(({ pool, proxy }) => (proxy === undefined ? [placeOf(pool)] : []));
  const proxy = routes.find((route) => route.proxy !== undefined)?.proxy;
  const rules = proxy === undefined ? {} : { proxyRules: `http=127.0.0.1:0;https=${proxy}` };
  return { ...closed, ...rules, proxyBypassRules: ['<-loopback>', ...direct].join(';') };
}

const isOwnUrl = (url: string): boolean => url.startsWith(`${APP_ORIGIN}/`);

/**
 * Lets a window's page speak to other people's devices over UDP, or no longer. Without word from the page
 * it ends with the document, so that no call that broke off leaves the way open.
 */
export function allowPeers(contents: WebContents, areAllowed: boolean): void {
  contents.setWebRTCIPHandlingPolicy(areAllowed ? 'default' : 'disable_non_proxied_udp');
}

/** Every session would fetch dictionaries from a host of Google's; macOS has its own. */
function sealSpelling(created: Session): void {
  if (process.platform === 'darwin') return;
  created.setSpellCheckerDictionaryDownloadURL(`${APP_ORIGIN}/`);
  created.setSpellCheckerLanguages([]);
}

/** To be called before the app is ready. */
export function sealProcess(): void {
  app.enableSandbox();
  app.on('session-created', sealSpelling);
  for (const name of silentSwitches) app.commandLine.appendSwitch(name);
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

function sealPermissions({ defaultSession }: typeof session): void {
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const types = 'mediaTypes' in details ? details.mediaTypes : [];
    answer(mayHear(permission, types, details) || mayReach(permission, details));
  });
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, _origin, details) =>
      mayHear(permission, [details.mediaType], details) || mayReach(permission, details),
  );
}

export interface Seal {
  /** The person's own pool is another one, or there is none any more. */
  readonly openPool: (pool: URL | undefined) => Promise<void>;
  /** Lets windows reach the pool of the meeting that is open, beside the person's own; nothing where none is. */
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
  void defaultSession.setProxy(closed);
  const openWays = async () => {
    await defaultSession.setProxy(await proxyFor(pools()));
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
