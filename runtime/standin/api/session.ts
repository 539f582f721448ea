import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';
import { createProxy } from './proxy.ts';
import { createProtocol, type ProtocolCore } from './protocol.ts';
import { keeping } from './keeping.ts';
import { following } from './redirects.ts';
import { createWebRequest, type WebRequestCore } from './webRequest.ts';

export type PermissionRules = {
  check: Parameters<Electron.Session['setPermissionCheckHandler']>[0];
  request: Parameters<Electron.Session['setPermissionRequestHandler']>[0];
};

/** What the rest of the stand-in needs from a session besides Electron's own interface. */
export type SessionCore = {
  readonly session: Electron.Session;
  readonly permissions: PermissionRules;
  readonly agent: { userAgent: string | undefined; languages: string | undefined };
  fetch: (input: string | Request, init?: RequestInit, kind?: string) => Promise<Response>;
  /** Whether a page's WebSocket may go to this address. */
  mayOpen: (url: string) => Promise<boolean>;
  /** Whether WebRTC may connect to this `host:port` over TCP, which only the proxy's rules govern. */
  mayRelay: (place: string) => boolean;
};

export type SessionDependencies = {
  readonly registerSchemes: (names: readonly string[]) => void;
  readonly clearBrowsingData: () => Promise<void>;
  /** The system's languages, which every session reports unless it was given others. */
  readonly languages: () => string;
  /** Not called for the default one. */
  readonly onCreated: (session: Electron.Session) => void;
};

export type Sessions = {
  readonly module: Pick<typeof Electron.session, 'fromPartition' | 'defaultSession'>;
  coreOf: (session: Electron.Session) => SessionCore;
  readonly defaultCore: SessionCore;
  /** The network service has restarted: of each session's settings, it remembers only the user agent. */
  networkForgets: () => void;
};

export function createSessions(dependencies: SessionDependencies): Sessions {
  const byPartition = new Map<string, SessionCore>();
  const cores = new WeakMap<object, SessionCore>();
  const create = (partition: string): SessionCore => {
    const core = createSession(dependencies);
    byPartition.set(partition, core);
    cores.set(core.session, core);
    return core;
  };
  const find = (partition: string): SessionCore => {
    const known = byPartition.get(partition);
    if (known !== undefined) return known;
    const core = create(partition);
    dependencies.onCreated(core.session);
    return core;
  };
  const defaultCore = create('');
  const module = {
    fromPartition: (partition: string) => find(partition).session,
    defaultSession: defaultCore.session,
  } satisfies Pick<typeof Electron.session, 'fromPartition' | 'defaultSession'>;
  return {
    module: strict('session', 'session.ts', module),
    coreOf: (session) => cores.get(session) ?? defaultCore,
    defaultCore,
    networkForgets: () => {
      for (const { agent } of byPartition.values()) agent.languages = undefined;
    },
  };
}

function createSession(dependencies: SessionDependencies): SessionCore {
  const { registerSchemes, clearBrowsingData } = dependencies;
  const permissions: PermissionRules = { check: null, request: null };
  const agent: SessionCore['agent'] = { userAgent: undefined, languages: undefined };
  const protocol = createProtocol(registerSchemes);
  const webRequest = createWebRequest();
  const proxy = createProxy();
  const fetch = following(createFetch(protocol, webRequest, proxy.standsBefore));
  const methods = {
    fetch: async (input: string | Request, init?: RequestInit) =>
      keeping(new Request(input, init), async (asked) => {
        const request = await gathered(asked);
        const { userAgent, languages = dependencies.languages() } = agent;
        if (userAgent !== undefined) request.headers.set('user-agent', userAgent);
        request.headers.set('accept-language', languages);
        return keeping(request, fetch);
      }),
    setPermissionCheckHandler: (handler) => {
      permissions.check = handler;
    },
    setPermissionRequestHandler: (handler) => {
      permissions.request = handler;
    },
    setUserAgent: (userAgent, acceptLanguages) => {
      Object.assign(agent, { userAgent, languages: acceptLanguages });
    },
    getUserAgent: () => agent.userAgent ?? '',
    // This Chromium accepts no cookie of a pool's, which is a different site from the page.
    clearStorageData: async ({ storages } = {}) => {
      if (storages?.includes('localstorage') ?? true) await clearBrowsingData();
    },
    clearCache: () => Promise.resolve(),
    setSpellCheckerEnabled: () => undefined,
    setSpellCheckerLanguages: (languages) => {
      if (languages.length > 0)
        throw new Error(`The stand-in has no dictionary for ${languages.join(', ')}`);
    },
    setSpellCheckerDictionaryDownloadURL: () => undefined,
    ...proxy.methods,
    closeAllConnections: () => Promise.resolve(),
    flushStorageData: () => undefined,
    isPersistent: () => true,
  } satisfies Partial<Electron.Session>;
  const face = Object.assign(new EventEmitter(), methods, {
    cookies: strict('cookies', 'session.ts', new EventEmitter()),
    protocol: protocol.module,
    webRequest: webRequest.module,
  });
  const session = strict('session', 'session.ts', face) as unknown as Electron.Session;
  const mayOpen = async (url: string): Promise<boolean> => {
    // This Chromium, unlike Electron's, makes requests of its own; until there are rules, all is blocked.
    if (!webRequest.hasRules()) return false;
    const { cancel, redirectURL } = await webRequest.before({ url, method: 'GET' }, 'WebSocket');
    return cancel !== true && redirectURL === undefined && !proxy.standsBefore(url);
  };
  const mayRelay = proxy.isBypassedBy;
  return { session, permissions, agent, fetch, mayOpen, mayRelay };
}

function createFetch(
  protocol: ProtocolCore,
  webRequest: WebRequestCore,
  isBehindProxy: (url: string) => boolean,
): SessionCore['fetch'] {
  return async (input, init, kind = 'xhr') => {
    const request = new Request(input, init);
    const scheme = new URL(request.url).protocol.slice(0, -1);
    const verdict = await webRequest.before(request, kind);
    if (verdict.cancel === true) throw new Error('net::ERR_BLOCKED_BY_CLIENT');
    if (verdict.redirectURL !== undefined) return Response.redirect(verdict.redirectURL, 307);
    const handler = protocol.handlers.get(scheme);
    if (handler !== undefined) return answerOf(handler, request);
    if (scheme !== 'http' && scheme !== 'https') throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
    if (isBehindProxy(request.url)) throw new Error('net::ERR_PROXY_CONNECTION_FAILED');
    try {
      const headers = await webRequest.headers(request, kind);
      return await keeping(new Request(request, { headers }), (whole) => globalThis.fetch(whole));
    } catch (error) {
      throw netError(error, request.signal);
    }
  };
}

/**
 * The request once its whole body has arrived: Electron sends nothing of a stream before that. If the stream fails,
 * Electron leaves the request pending, and the failure unhandled; an abort meanwhile is unhandled too, but ends the
 * request.
 */
function gathered(request: Request): Promise<Request> {
  if (request.body === null) return Promise.resolve(request);
  const { signal } = request;
  const strays = (error: unknown) => void Promise.reject(asError(error));
  return new Promise((resolve, reject) => {
    let isWhole = false;
    const aborted = () => {
      reject(asError(signal.reason));
      if (!isWhole) strays(new DOMException('The operation was aborted', 'AbortError'));
    };
    if (signal.aborted) {
      reject(asError(signal.reason));
      return;
    }
    signal.addEventListener('abort', aborted, { once: true });
    request.arrayBuffer().then((body) => {
      isWhole = true;
      resolve(new Request(request, { body }));
    }, strays);
  });
}

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

/** Whatever a protocol's handler throws, the requester only gets Chromium's name for it. */
async function answerOf(
  handler: (request: Request) => Response | Promise<Response>,
  request: Request,
): Promise<Response> {
  try {
    return await handler(request);
  } catch (error) {
    throw new Error('net::ERR_UNEXPECTED', { cause: error });
  }
}

/** Names a failure as Chromium's network stack does. */
function netError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || !(error instanceof Error)) return error;
  const cause = error.cause as { code?: string; message?: string } | undefined;
  const names: Record<string, string> = {
    ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
    ECONNRESET: 'ERR_CONNECTION_RESET',
    ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
    EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
    ENETUNREACH: 'ERR_INTERNET_DISCONNECTED',
    UND_ERR_CONNECT_TIMEOUT: 'ERR_CONNECTION_TIMED_OUT',
    UND_ERR_SOCKET: 'ERR_CONNECTION_CLOSED',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'ERR_CERT_AUTHORITY_INVALID',
    SELF_SIGNED_CERT_IN_CHAIN: 'ERR_CERT_AUTHORITY_INVALID',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'ERR_CERT_AUTHORITY_INVALID',
    CERT_HAS_EXPIRED: 'ERR_CERT_DATE_INVALID',
    ERR_TLS_CERT_ALTNAME_INVALID: 'ERR_CERT_COMMON_NAME_INVALID',
  };
  const redirected = cause?.message === 'unexpected redirect';
  const name = redirected ? 'ERR_UNEXPECTED_REDIRECT' : (names[cause?.code ?? ''] ?? 'ERR_FAILED');
  return new Error(`net::${name}`, { cause: error });
}
