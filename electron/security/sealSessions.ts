import { app, type Session } from 'electron';
import { APP_ORIGIN } from '../windows/appProtocol.ts';

/** What servers are told of languages, whatever the person's are. */
const LANGUAGE = 'en';

/** Every session would fetch dictionaries from a host of Google's; macOS has its own. */
function sealSpelling(created: Session): void {
  if (process.platform === 'darwin') return;
  created.setSpellCheckerDictionaryDownloadURL(`${APP_ORIGIN}/`);
  created.setSpellCheckerLanguages([]);
}

/** In lower case: what a request says of the person if nobody takes it out. */
const personal = new Set(['accept-language', 'cookie']);

/**
 * Said of each request, since a session forgets the languages it was told of whenever the network service ends, and
 * since a WebSocket's handshake, which no page can have without cookies, gives a server back what it once set.
 */
function sealHeaders({ webRequest }: Session): void {
  webRequest.onBeforeSendHeaders(({ requestHeaders }, respond) => {
    const others = Object.entries(requestHeaders).filter(
      ([name]) => !personal.has(name.toLowerCase()),
    );
    respond({
      requestHeaders: { ...Object.fromEntries(others), 'Accept-Language': LANGUAGE },
    });
  });
}

/**
 * A pool can set a cookie in the answer to a page's WebSocket, for which a page can't say no: it is gone as soon as it is
 * kept, and so is what an earlier version of Candor, or one that was killed, has left.
 */
function forgetCookies(created: Session): void {
  const forget = () => void created.clearStorageData({ storages: ['cookies'] });
  created.cookies.on('changed', (_event, _cookie, _cause, isRemoved) => {
    if (!isRemoved) forget();
  });
  forget();
}

/** Has each session that is ever made say nothing of the person. To be called before the app is ready. */
export function sealSessions(): void {
  app.on('session-created', (created) => {
    sealSpelling(created);
    sealHeaders(created);
    forgetCookies(created);
  });
  // Unasked, Electron would show the first certificate of the system's store that fits, and the person's name with it.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
}
