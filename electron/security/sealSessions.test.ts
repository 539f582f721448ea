import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { sealSessions } from './sealSessions.ts';

const electron = vi.hoisted((): { app: unknown } => ({ app: {} }));
vi.mock('electron', () => electron);

type OnHeaders = Parameters<Electron.WebRequest['onBeforeSendHeaders']>[0] & object;

/** Candor's seal on an app that is about to create sessions. */
function seal() {
  const app = new EventEmitter();
  electron.app = app;
  sealSessions();
  return app;
}

it('shows a server that asks for a certificate none, whichever the system’s store has', () => {
  const answer = vi.fn();
  const event = { preventDefault: vi.fn() };
  const certificates = [{ subjectName: 'Alice Smith' }];
  seal().emit('select-client-certificate', event, null, 'https://a.test/', certificates, answer);
  expect(event.preventDefault).toHaveBeenCalledOnce();
  expect(answer.mock.calls).toEqual([[]]);
});

/** A new session, sealed. */
function sealed(onBeforeSendHeaders: (asked: OnHeaders) => void) {
  const session = {
    setSpellCheckerDictionaryDownloadURL: () => undefined,
    setSpellCheckerLanguages: () => undefined,
    clearStorageData: vi.fn(() => Promise.resolve()),
    cookies: new EventEmitter(),
    webRequest: { onBeforeSendHeaders },
  };
  seal().emit('session-created', session);
  return session;
}

/** The headers with which a request of a new session leaves. */
function headersSent(requestHeaders: Readonly<Record<string, string>>) {
  let listener: OnHeaders | undefined;
  sealed((asked) => void (listener = asked));
  const respond = vi.fn<(response: Electron.BeforeSendResponse) => void>();
  listener?.({ requestHeaders } as unknown as Electron.OnBeforeSendHeadersListenerDetails, respond);
  const [[{ requestHeaders: sent }]] = respond.mock.calls as [[Electron.BeforeSendResponse]];
  return sent;
}

it.each(['Accept-Language', 'accept-language', 'X-Other'])(
  'says one language on every request of every session, where Electron would say %s',
  (name) => {
    const sent = headersSent({ [name]: 'fr-CH,fr;q=0.9', Accept: '*/*' });
    const languages = Object.entries(sent ?? {}).filter(([key]) => /^accept-lang/i.test(key));
    expect(languages).toEqual([['Accept-Language', 'en']]);
    expect(sent).toHaveProperty('Accept', '*/*');
  },
);

it.each(['Cookie', 'cookie', 'COOKIE'])(
  'gives no server back what it set before, as a pool’s WebSocket can, under the name %s',
  (name) => {
    const sent = headersSent({ [name]: 'guest=42', Upgrade: 'websocket' });
    expect(sent).toEqual({ 'Accept-Language': 'en', Upgrade: 'websocket' });
  },
);

it('keeps no cookie, neither one that a server sets nor one that was there before', () => {
  const { cookies, clearStorageData } = sealed(() => undefined);
  expect(clearStorageData.mock.calls).toEqual([[{ storages: ['cookies'] }]]);
  cookies.emit('changed', {}, { name: 'guest' }, 'inserted', false);
  expect(clearStorageData).toHaveBeenCalledTimes(2);
  // A removed cookie is reported in the same way.
  cookies.emit('changed', {}, { name: 'guest' }, 'explicit', true);
  expect(clearStorageData).toHaveBeenCalledTimes(2);
});
