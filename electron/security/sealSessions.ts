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

/** Said of each request, since a session forgets the languages it was told of whenever the network service ends. */
function sealLanguages({ webRequest }: Session): void {
  webRequest.onBeforeSendHeaders(({ requestHeaders }, respond) => {
    const others = Object.entries(requestHeaders).filter(
      ([name]) => name.toLowerCase() !== 'accept-language',
    );
    respond({
      requestHeaders: { ...Object.fromEntries(others), 'Accept-Language': LANGUAGE },
    });
  });
}

/** Has each session that is ever made say nothing of the person. To be called before the app is ready. */
export function sealSessions(): void {
  app.on('session-created', (created) => {
    sealSpelling(created);
    sealLanguages(created);
  });
  // Unasked, Electron would show the first certificate of the system's store that fits, and the person's name with it.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
}
