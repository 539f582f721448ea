import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

type Listener = Parameters<Electron.WebRequest['onBeforeRequest']>[0] & object;
type BeforeListener = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
export type WebRequestCore = {
  readonly module: Electron.WebRequest;
  before: (
    request: Pick<Request, 'url' | 'method'>,
    kind: string,
  ) => Promise<Electron.CallbackResponse>;
  /** Whether the application has said what may be requested. */
  hasRules: () => boolean;
};

export function createWebRequest(): WebRequestCore {
  let patterns: RegExp[] = [];
  let listener: BeforeListener | null = null;
  let last = 0;
  const module = {
    onBeforeRequest: (
      first: Electron.WebRequestFilter | Listener | null,
      second?: Listener | null,
    ) => {
      const filter = typeof first === 'object' && first !== null ? first : { urls: ['<all_urls>'] };
      patterns = filter.urls.map(toPattern);
      listener = typeof first === 'function' ? first : (second ?? null);
    },
    // The application's own protocols write the headers of everything that a page receives.
    onHeadersReceived: () => undefined,
  } satisfies Pick<Electron.WebRequest, 'onBeforeRequest' | 'onHeadersReceived'>;
  return {
    module: strict('webRequest', 'webRequest.ts', module) as unknown as Electron.WebRequest,
    before: (request, kind) => {
      const ask = listener;
      if (ask === null || !patterns.some((pattern) => pattern.test(request.url)))
        return Promise.resolve({});
      last += 1;
      const details = {
        id: last,
        url: request.url,
        method: request.method,
        resourceType: resourceTypes[kind] ?? 'other',
        referrer: '',
        timestamp: Date.now(),
        uploadData: [],
      } satisfies Electron.OnBeforeRequestListenerDetails;
      return new Promise((resolve) => {
        ask(details, resolve);
      });
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

/** Turns a match pattern (`https://*.example.org/*`) into a regular expression. */
function toPattern(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  const [scheme = '*', rest = ''] = pattern.split('://');
  const escape = (text: string): string =>
    text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${scheme === '*' ? '(https?|wss?)' : escape(scheme)}://${escape(rest)}$`);
}
