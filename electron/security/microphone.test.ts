import { afterEach, expect, it, vi } from 'vitest';
import { sealWindows } from './security.ts';

const electron = vi.hoisted(() => ({ session: {}, systemPreferences: {} }));
vi.mock('electron', () => ({ ...electron, app: { configureHostResolver: () => undefined } }));

afterEach(() => {
  vi.unstubAllGlobals();
});

type Handler = Parameters<Electron.Session['setPermissionRequestHandler']>[0] & object;

/** The answer to a client's page that asks for this, on such a system. */
async function ask(platform: NodeJS.Platform, mediaTypes: string[], person: boolean) {
  let handler: Handler | undefined;
  const askForMediaAccess = vi.fn(() => Promise.resolve(person));
  Object.assign(electron.systemPreferences, { askForMediaAccess });
  const defaultSession = {
    setPermissionRequestHandler: (asked: Handler) => void (handler = asked),
    setPermissionCheckHandler: () => undefined,
    setProxy: () => Promise.resolve(),
    webRequest: { onBeforeRequest: () => undefined },
  };
  Object.assign(electron.session, { defaultSession });
  vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }));
  sealWindows(undefined);
  const details = { mediaTypes, isMainFrame: true, requestingUrl: 'app://candor/index.html' };
  const granted = await new Promise((resolve) => {
    handler?.(undefined as never, 'media', resolve, details);
  });
  return { granted, asked: askForMediaAccess.mock.calls.flat() };
}

it('macOS asks the person before their first call, and a page hears as they say', async () => {
  expect(await ask('darwin', ['audio'], true)).toEqual({ granted: true, asked: ['microphone'] });
  expect(await ask('darwin', ['audio'], false)).toEqual({ granted: false, asked: ['microphone'] });
});

it('macOS asks nothing for what no page may have', async () => {
  expect(await ask('darwin', ['video'], true)).toEqual({ granted: false, asked: [] });
  expect(await ask('darwin', [], true)).toEqual({ granted: false, asked: [] });
});

it.each(['linux', 'win32'] as const)(
  'on %s nobody is asked but by the system',
  async (platform) => {
    expect(await ask(platform, ['audio'], false)).toEqual({ granted: true, asked: [] });
  },
);
