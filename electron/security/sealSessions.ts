import { app, type Session } from 'electron';
import { APP_ORIGIN } from '../windows/appProtocol.ts';

/** The language sent to servers, whatever the person's is. */
const LANGUAGE = 'en';

/** Otherwise every session would download dictionaries from one of Google's hosts; macOS has its own. */
function sealSpelling(created: Session): void {
  if (process.platform === 'darwin') return;
  created.setSpellCheckerDictionaryDownloadURL(`${APP_ORIGIN}/`);
  created.setSpellCheckerLanguages([]);
}

/** In lower case: the headers that say something about the person unless they are removed. */
const personal = new Set(['accept-language', 'cookie']);

/**
 * For each request, since a session forgets its languages whenever the network service ends, and since a WebSocket's
 * handshake, which a page can't open without cookies, returns to a server what it once set.
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
 * A pool can set a cookie in the answer to a page's WebSocket, which a page can't refuse: it is removed as soon as it
 * is stored, and so is what an earlier version of Candor, or a killed one, has left.
 */
function forgetCookies(created: Session): void {
  const forget = () => void created.clearStorageData({ storages: ['cookies'] });
  created.cookies.on('changed', (_event, _cookie, _cause, isRemoved) => {
    if (!isRemoved) forget();
  });
  forget();
}

/** Makes every session say nothing about the person. Called before the app is ready. */
export function sealSessions(): void {
  app.on('session-created', (created) => {
    sealSpelling(created);
    sealHeaders(created);
    forgetCookies(created);
  });
  // Otherwise Electron would present the first fitting certificate of the system's store, and the person's name with
  // it.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
}
