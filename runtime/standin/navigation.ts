import type { Session as Devtools } from './chromium/connection.ts';
import { isStart } from './chromium/targets.ts';
import type { Host } from './host.ts';
import type { Gate } from './network.ts';
import type { PageOptions } from './pageOptions.ts';
import { settlePermissions } from './permissions.ts';

export type Navigation = Gate & {
  isLoading: () => boolean;
  load: (url: string) => Promise<void>;
  reload: (url: string) => Promise<void>;
};

type Preventable = { defaultPrevented: boolean; preventDefault: () => void };
type Started = { errorText?: string; loaderId?: string; isStillToBeAsked?: true };
type Tell = (name: string, url: string, frameId: string, more?: object) => Preventable;

/** Loads what the application asks for, asks the application about what the page asks for, and reports both. */
export function createNavigation(host: Host, devtools: Devtools, options: PageOptions): Navigation {
  const { events, frames, contents } = options;
  const { toChromium } = host.schemes;
  const expected = new Set<string>();
  const loads = createLoads();
  let isLoading = false;
  const tell = teller(options);

  const settle = async (url: string, go: () => Promise<Started>): Promise<void> => {
    expected.add(asRequested(url));
    isLoading = true;
    const { permissions } = options.core;
    await settlePermissions(host.browser(), permissions, contents(), url, toChromium(url));
    const { errorText, loaderId, isStillToBeAsked } = await go();
    if (isStillToBeAsked) return;
    expected.delete(asRequested(url));
    if (errorText === undefined) {
      // Moving within a document loads nothing and has no loader; one request flushes its events.
      if (loaderId !== undefined) await loads.done(loaderId);
      else await devtools.send('Runtime.evaluate', { expression: '0' });
      return;
    }
    isLoading = false;
    const { code, errno } = errorOf(errorText);
    events.emit('did-fail-load', {}, errno, code, url, true, 1, 1);
    throw Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url });
  };
  watchProgress(devtools, options, tell, (loaderId) => {
    isLoading = false;
    loads.finished(loaderId);
  });
  const load = (url: string): Promise<void> =>
    settle(normal(url), () => devtools.send('Page.navigate', { url: toChromium(url) }));
  watchOtherSchemes(host, devtools, options, tell, load);
  return {
    isLoading: () => isLoading,
    mayNavigate: ({ frameId, redirectedRequestId }, url) => {
      const main = frameId === frames.mainId();
      const asked = main && expected.delete(asRequested(url));
      const page = main ? 'will-navigate' : 'will-frame-navigate';
      const name = redirectedRequestId === undefined ? page : 'will-redirect';
      if (!asked && tell(name, url, frameId).defaultPrevented) return false;
      tell('did-start-navigation', url, frameId);
      return true;
    },
    load,
    // DevTools can't reload a page whose process has crashed, but can load it anew.
    reload: (url) =>
      options.isCrashed()
        ? load(url)
        : settle(url, async () => {
            await devtools.send('Page.reload');
            return { isStillToBeAsked: true }; // Chromium answers before it begins.
          }),
  };
}

/** Remembers which documents have loaded, whether they finish before or after somebody waits. */
function createLoads() {
  const finished = new Set<string>();
  const waiting = new Map<string, () => void>();
  return {
    finished: (loaderId: string) => {
      finished.add(loaderId);
      waiting.get(loaderId)?.();
      waiting.delete(loaderId);
    },
    done: (loaderId: string): Promise<void> =>
      finished.has(loaderId)
        ? Promise.resolve()
        : new Promise((resolve) => waiting.set(loaderId, resolve)),
  };
}

function teller({ events, frames }: PageOptions): Tell {
  return (name, url, frameId, more = {}) => {
    const event = Object.assign(
      {
        defaultPrevented: false,
        preventDefault: () => {
          event.defaultPrevented = true;
        },
        url,
        isSameDocument: false,
        isMainFrame: frameId === frames.mainId(),
        frame: frames.find(frameId),
        initiator: frames.main,
      },
      more,
    );
    events.emit(name, event, url, event.isSameDocument, event.isMainFrame);
    return event;
  };
}

/** Requests to the web are paused on their way; other schemes never lead to one, so they are noticed here. */
function watchOtherSchemes(
  { schemes }: Host,
  devtools: Devtools,
  { frames }: PageOptions,
  tell: Tell,
  load: (url: string) => Promise<void>,
): void {
  devtools.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
    if (frameId !== frames.mainId()) return;
    if (/^(https?|about|blob|data|javascript|file):/i.test(url)) return;
    if (tell('will-navigate', url, frameId).defaultPrevented) return;
    if (schemes.toChromium(url) === url) return;
    load(url).catch(() => undefined); // Reported by did-fail-load.
  });
}

/** What follows `#` is never requested. */
const asRequested = (url: string): string => url.split('#', 1)[0] ?? '';

/** The address as Chromium will request it: `app://candor` is `app://candor/`. */
function normal(url: string): string {
  return new URL(url).href.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/?#]+)$/i, '$1/');
}

function errorOf(text: string): { code: string; errno: number } {
  const code = text.replace('net::', '');
  const numbers: Record<string, number> = {
    ERR_ABORTED: -3,
    ERR_FILE_NOT_FOUND: -6,
    ERR_BLOCKED_BY_CLIENT: -20,
    ERR_CONNECTION_REFUSED: -102,
    ERR_NAME_NOT_RESOLVED: -105,
  };
  return { code, errno: numbers[code] ?? -2 };
}

function watchProgress(
  devtools: Devtools,
  { events, frames, onCrash, titleMayHaveChanged }: PageOptions,
  tell: Tell,
  loaded: (loaderId: string) => void,
): void {
  devtools.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id !== frames.mainId() || isStart(frame.url)) return;
    onCrash(false);
    events.emit('did-navigate', {}, frames.main.url, 200, 'OK');
  });
  devtools.on('Page.navigatedWithinDocument', ({ frameId }) => {
    const { url } = frames.find(frameId);
    tell('did-start-navigation', url, frameId, { isSameDocument: true });
    events.emit('did-navigate-in-page', {}, url, frameId === frames.mainId(), 1, 1);
  });
  devtools.on('Page.lifecycleEvent', ({ frameId, name, loaderId }) => {
    const url = frames.main.url;
    if (frameId !== frames.mainId() || isStart(url) || url.startsWith('chrome-error:')) return;
    if (name === 'DOMContentLoaded') {
      events.emit('dom-ready', {});
      titleMayHaveChanged();
    }
    if (name !== 'load') return;
    loaded(loaderId);
    for (const event of ['did-finish-load', 'did-stop-loading', 'ready-to-show']) {
      events.emit(event, {});
    }
  });
}
