import { EventEmitter } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { quitSteps } from './api/quitSteps.ts';
import { createSessions } from './api/session.ts';
import { matches } from './api/accelerator.ts';
import { parseCommandLine } from './commandLine.ts';
import { appLocale, countryOf, systemLocale } from './locale.ts';
import { createCodec } from './page/codec.ts';
import { createSchemes } from './schemes.ts';
import { strict } from './unimplemented.ts';

describe('the command line', () => {
  test('has switches before and after the application, and modules to require first', () => {
    const line = ['-r', 'loader.js', '--inspect=0', '.', '--user-data-dir=/a=b', '--Single'];
    const { switches, modules, appPath } = parseCommandLine(line);
    expect([...switches]).toEqual([
      ['inspect', '0'],
      ['user-data-dir', '/a=b'],
      ['single', ''],
    ]);
    expect(modules).toEqual(['loader.js']);
    expect(appPath).toBe('.');
  });
});

describe('the locale', () => {
  test.each([
    [{ LANG: 'fr_FR.UTF-8' }, 'fr-FR'],
    [{ LC_ALL: 'C', LANG: 'fr_FR' }, 'en-US'],
    [{ LC_MESSAGES: 'de_CH@euro', LANG: 'fr_FR' }, 'de-CH'],
    [{}, 'en-US'],
    [{ LANG: 'nonsense!' }, 'en-US'],
  ])('%j is %s to the system', (env, expected) => {
    expect(systemLocale(env)).toBe(expected);
  });

  test.each([
    ['fr-FR', 'fr'],
    ['en-GB', 'en-GB'],
    ['en-ZA', 'en-US'],
    ['pt', 'pt-BR'],
    ['zh-TW', 'zh-TW'],
    ['', 'en-US'],
  ])('%s is %s to the application', (wanted, expected) => {
    expect(appLocale(wanted)).toBe(expected);
  });

  test('has a country only where one is said', () => {
    expect([countryOf('fr-CA'), countryOf('fr')]).toEqual(['CA', '']);
  });
});

describe('what travels between processes', () => {
  const { encode, decode } = createCodec();
  test.each([
    ['nothing', undefined],
    ['odd numbers', [NaN, Infinity, -Infinity, 1.5]],
    ['a big integer', 12345678901234567890n],
    ['dates, also impossible ones', [new Date(5), new Date(NaN)]],
    ['bytes', new Uint8Array([0, 255, 128])],
    ['a buffer', new Uint8Array([1, 2]).buffer],
    ['maps and sets', new Map([['key', new Set([1, { deep: null }])]])],
    ['a list that looks like an encoding', ['u', ['r', 0]]],
    ['holes in objects', { a: undefined, b: [undefined] }],
  ])('keeps %s', (_what, value) => {
    expect(decode(encode(value))).toEqual(value);
  });

  test('keeps minus zero', () => {
    expect(Object.is(decode(encode(-0)), -0)).toBe(true);
  });

  test('keeps circles and shared parts', () => {
    const shared = { name: 'shared' };
    const circle: Record<string, unknown> = { first: shared, second: shared };
    circle['self'] = circle;
    const copy = decode(encode(circle)) as typeof circle;
    expect(copy['self']).toBe(copy);
    expect(copy['first']).toBe(copy['second']);
  });

  test('keeps an error and its kind', () => {
    const copy = decode(encode(new TypeError('no')));
    expect(copy).toBeInstanceOf(TypeError);
    expect(copy).toHaveProperty('message', 'no');
  });

  test('does not let a key called __proto__ change what an object is', () => {
    const copy = decode(encode(JSON.parse('{"__proto__": {"evil": true}}'))) as object;
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });

  test('refuses functions as Electron does', () => {
    expect(() => encode({ run: () => 1 })).toThrow('An object could not be cloned.');
  });
});

describe('a scheme of the application', () => {
  const schemes = createSchemes();
  schemes.register(['app']);
  test.each(['app://candor/index.html?a=1#b', 'app://candor/', 'app://other/x/y'])(
    '%s comes back from Chromium unchanged',
    (url) => {
      expect(schemes.toChromium(url)).toMatch(/^https:\/\/\w+\.app\.invalid\//);
      expect(schemes.toElectron(schemes.toChromium(url))).toBe(url);
    },
  );

  test('leaves every other address alone', () => {
    for (const url of ['https://a.example/', 'about:blank', 'https://x.other.invalid/']) {
      expect([schemes.toChromium(url), schemes.toElectron(url)]).toEqual([url, url]);
    }
  });

  test('is said in Chromium’s terms in a content security policy', () => {
    const policy = "default-src 'self' app:; img-src app://candor data:";
    expect(schemes.policyToChromium(policy)).toBe(
      "default-src 'self' https://*.app.invalid; img-src https://candor.app.invalid data:",
    );
  });
});

describe('a session', () => {
  test('lets nothing out before the application has said what may be requested', async () => {
    const { module, defaultCore } = createSessions({
      registerSchemes: () => undefined,
      onCreated: () => undefined,
      clearBrowsingData: () => Promise.resolve(),
    });
    expect(await defaultCore.mayOpen('wss://update.example/')).toBe(false);
    module.defaultSession.webRequest.onBeforeRequest(({ url }, respond) => {
      respond({ cancel: url !== 'wss://pool.example/' });
    });
    expect(await defaultCore.mayOpen('wss://update.example/')).toBe(false);
    expect(await defaultCore.mayOpen('wss://pool.example/')).toBe(true);
  });
});

describe('an application that refuses to quit', () => {
  const refuse = async (askAgain: (quit: () => void) => void) => {
    const events = new EventEmitter();
    const state = { ready: true, quitting: false, over: false, relaunch: undefined };
    const emit = (name: string, ...args: unknown[]) => void events.emit(name, ...args);
    const stop = () => new Promise<void>(() => undefined);
    const steps = quitSteps(state, events, emit, { closeWindows: () => true, stop });
    let refusals = 0;
    events.on('will-quit', (asked: { preventDefault: () => void }) => {
      if (refusals > 0) return;
      refusals += 1;
      asked.preventDefault();
      askAgain(steps.quit);
    });
    steps.quit();
    for (let turns = 0; turns < 10; turns += 1) await new Promise(setImmediate);
    return state.over;
  };

  test('and asks again within that event is not heard, as with Electron', async () => {
    expect(await refuse((quit) => void Promise.resolve().then(quit))).toBe(false);
  });

  test('and asks again after it ends', async () => {
    expect(await refuse((quit) => setImmediate(quit))).toBe(true);
  });
});

describe('an accelerator', () => {
  const press = { key: ',', ctrl: true, shift: false, alt: false, meta: false };
  test.each([
    ['CmdOrCtrl+,', press, true],
    ['Ctrl+Shift+,', press, false],
    ['CmdOrCtrl+Plus', { ...press, key: '+', shift: true }, true],
    ['Ctrl+A', { ...press, key: 'a' }, true],
    ['Ctrl+A', { ...press, key: 'A', shift: true }, false],
    ['F1', { ...press, key: 'F1', ctrl: false }, true],
    ['Alt+F4', { ...press, key: 'F4', ctrl: false, alt: true }, true],
  ])('%s and %j: %s', (accelerator, key, expected) => {
    expect(matches(accelerator, key)).toBe(expected);
  });
});

describe('what the stand-in lacks', () => {
  const app: Record<string, unknown> = strict('app', 'app.ts', { quit: () => 'quit' });
  test('throws by name and says where to add it', () => {
    expect(() => app['dock']).toThrow(
      'The stand-in has no app.dock; add it in runtime/standin/api/app.ts',
    );
  });

  test('does not explode under await, JSON or inspection', async () => {
    expect(await Promise.resolve(app)).toBe(app);
    expect(JSON.stringify(app)).toBe('{}');
    expect(inspect(app)).toContain('quit');
  });
});
