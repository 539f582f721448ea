import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

type Listener = Parameters<Electron.WebRequest['onBeforeRequest']>[0] & object;
type HeadersListener = Parameters<Electron.WebRequest['onBeforeSendHeaders']>[0] & object;
type BeforeListener = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
const NO_FILTER =
  'The stand-in has no onBeforeSendHeaders with a filter; add it in runtime/standin/api/webRequest.ts';

export type WebRequestCore = {
  readonly module: Electron.WebRequest;
  before: (
    request: Pick<Request, 'url' | 'method'>,
    kind: string,
  ) => Promise<Electron.CallbackResponse>;
  /** The headers with which a request is sent. */
  headers: (request: Request, kind: string) => Promise<Headers>;
  /** Whether the application has set rules for requests. */
  hasRules: () => boolean;
};

export function createWebRequest(): WebRequestCore {
  let patterns: RegExp[] = [];
  let listener: BeforeListener | null = null;
  let headersListener: HeadersListener | null = null;
  let last = 0;
  const detailsOf = ({ url, method }: Pick<Request, 'url' | 'method'>, kind: string) => {
    last += 1;
    const resourceType = resourceTypes[kind] ?? 'other';
    return { id: last, url, method, resourceType, referrer: '', timestamp: Date.now() };
  };
  const module = {
    onBeforeRequest: (
      first: Electron.WebRequestFilter | Listener | null,
      second?: Listener | null,
    ) => {
      const filter = typeof first === 'object' && first !== null ? first : { urls: ['<all_urls>'] };
      patterns = filter.urls.map(toPattern);
      listener = typeof first === 'function' ? first : (second ?? null);
    },
    onBeforeSendHeaders: (
      first: Electron.WebRequestFilter | HeadersListener | null,
      second?: HeadersListener | null,
    ) => {
      if (typeof first === 'object' && first !== null) throw new Error(NO_FILTER);
      headersListener = first ?? second ?? null;
    },
    // The application's own protocols write the headers of everything that a page receives.
    onHeadersReceived: () => undefined,
  } satisfies Pick<
    Electron.WebRequest,
    'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived'
  >;
  return {
    module: strict('webRequest', 'webRequest.ts', module) as unknown as Electron.WebRequest,
    before: (request, kind) => {
      const ask = listener;
      if (ask === null || !patterns.some((pattern) => pattern.test(request.url)))
        return Promise.resolve({});
      const details = { ...detailsOf(request, kind), uploadData: [] };
      return new Promise((resolve) => {
        ask(details, resolve);
      });
    },
    headers: async (request, kind) => {
      const ask = headersListener;
      if (ask === null) return request.headers;
      const details = {
        ...detailsOf(request, kind),
        requestHeaders: Object.fromEntries(request.headers),
      };
      const { requestHeaders = details.requestHeaders } =
        await new Promise<Electron.BeforeSendResponse>((resolve) => {
          ask(details, resolve);
        });
      return new Headers(
        Object.entries(requestHeaders).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]),
      );
    },
    hasRules: () => listener !== null,
  };
}

const resourceTypes: Readonly<
  Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']>
> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  Ping: 'ping',
  XHR: 'xhr',
  Fetch: 'xhr',
  xhr: 'xhr',
  WebSocket: 'webSocket',
};

/** Converts a match pattern (`https://*.example.org/*`) to a regular expression. */
function toPattern(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  const [scheme = '*', rest = ''] = pattern.split('://');
  const escape = (text: string): string =>
    text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${scheme === '*' ? '(https?|wss?)' : escape(scheme)}://${escape(rest)}$`);
}
