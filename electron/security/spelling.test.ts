import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sealProcess } from './security.ts';
import { createWindows } from '../windows/windows.ts';

const electron = vi.hoisted(() => ({ app: {}, BrowserWindow: {}, nativeTheme: {} }));
vi.mock('electron', () => electron);

afterEach(() => {
  vi.unstubAllGlobals();
});

const runOn = (platform: NodeJS.Platform) => {
  vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }));
};

/** Whether the windows that Candor opens check spelling. */
function isChecked(): unknown {
  const options: Electron.BrowserWindowConstructorOptions[] = [];
  electron.BrowserWindow = class extends EventEmitter {
    constructor(wanted: Electron.BrowserWindowConstructorOptions) {
      super();
      options.push(wanted);
    }
    loadURL = () => Promise.resolve();
  };
  const begin = () => ({ box: { width: 960, height: 680 }, isMaximized: false });
  const titles = { main: '', viewer: '', crash: '', problem: '', callControls: '', meeting: '' };
  createWindows(
    'preload.cjs',
    { begin, follow: () => undefined },
    () => titles,
    () => ({ page: 'records' }),
  ).main.show();
  return options[0]?.webPreferences?.spellcheck;
}

/** What a session is told about dictionaries as it is created. */
function toldOf() {
  const app = Object.assign(new EventEmitter(), {
    enableSandbox: () => undefined,
    commandLine: { appendSwitch: () => undefined, getSwitchValue: () => '' },
  });
  electron.app = app;
  sealProcess();
  const session = {
    setSpellCheckerDictionaryDownloadURL: vi.fn(),
    setSpellCheckerLanguages: vi.fn(),
    webRequest: { onBeforeSendHeaders: () => undefined },
    cookies: new EventEmitter(),
    clearStorageData: () => Promise.resolve(),
  };
  app.emit('session-created', session);
  return {
    places: session.setSpellCheckerDictionaryDownloadURL.mock.calls.flat(),
    languages: session.setSpellCheckerLanguages.mock.calls.flat(),
  };
}

describe('spelling', () => {
  it('is checked on macOS, by the system’s own dictionaries', () => {
    runOn('darwin');
    expect(isChecked()).toBe(true);
    expect(toldOf()).toEqual({ places: [], languages: [] });
  });

  it.each(['linux', 'win32'] as const)(
    'is not checked on %s, where no session looks for a dictionary anywhere outside',
    (platform) => {
      runOn(platform);
      expect(isChecked()).toBe(false);
      expect(toldOf()).toEqual({ places: ['app://candor/'], languages: [[]] });
    },
  );
});
