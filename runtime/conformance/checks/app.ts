import { inMain, type Check, type Kit } from '../checks.ts';

declare const conformance: Kit;

const spec = (title: string): string => `spec/api-app-spec.ts "${title}"`;
const docs = (heading: string): string => `docs/api/app.md "${heading}"`;

/** What the application learns about itself and the system. */
export const appChecks: readonly Check[] = [
  {
    of: ['App.getVersion', 'App.getName'],
    says: 'The version and the product name of package.json.',
    source: spec('app.getVersion() returns the version field of package.json'),
    see: inMain(({ app }) => [app.getVersion(), app.getName()]),
    expected: ['3.2.1', 'Conformance'],
  },
  {
    of: ['App.getAppPath'],
    says: 'The folder that was given on the command line.',
    source: spec('getAppPath works for directories with package.json'),
    see: inMain(({ app }) => process.argv.includes(app.getAppPath())),
    expected: true,
  },
  {
    of: ['App.getPath'],
    says: 'Folders by name; a name that it does not know is an error that names it.',
    source: spec('getPath(name) throws an error when the name is invalid'),
    see: inMain(async ({ app }) => [
      await conformance.failure(() => app.getPath('does-not-exist' as 'home')),
      app.getPath('exe') === process.execPath,
      process.argv.some((arg) => arg.endsWith(`=${app.getPath('userData')}`)),
      app.getPath('sessionData') === app.getPath('userData'),
      app.getPath('crashDumps').startsWith(app.getPath('userData')),
    ]),
    expected: ["Error: Failed to get 'does-not-exist' path", true, true, true, true],
  },
  {
    of: ['App.setPath'],
    says: 'What getPath gives from then on; it must be absolute.',
    source: spec('setPath(name, path) throws when a relative path is passed'),
    see: inMain(async ({ app }) => {
      const before = app.getPath('downloads');
      const elsewhere = `${app.getPath('userData')}-elsewhere`;
      app.setPath('downloads', elsewhere);
      const after = app.getPath('downloads');
      app.setPath('downloads', before);
      const failed = await conformance.failure(() => {
        app.setPath('downloads', 'hey/hi/hello');
      });
      return [after === elsewhere, /Path must be absolute/.test(failed)];
    }),
    expected: [true, true],
  },
  {
    of: ['App.isPackaged', 'Process.defaultApp'],
    says: 'Not packaged, but given to the default executable as an argument.',
    source: spec('app.isPackaged should be false during tests'),
    see: inMain(({ app }) => [app.isPackaged, process.defaultApp]),
    expected: [false, true],
  },
  {
    of: ['ProcessVersions.electron', 'ProcessVersions.chrome'],
    says: 'The versions of Electron and of its Chromium, as numbers with dots.',
    source: 'docs/api/process.md "process.versions.electron", "process.versions.chrome"',
    see: inMain(() => {
      const { electron, chrome } = process.versions;
      return [/^\d+\.\d+\.\d+/.test(electron), /^\d+\.\d+\.\d+\.\d+$/.test(chrome)];
    }),
    expected: [true, true],
  },
  {
    of: ['App.isReady', 'App.whenReady', 'App.on'],
    says: 'Not ready at first; `ready` is told before whenReady() is fulfilled, and later calls are at once.',
    source: spec('whenReady becomes fulfilled if the app is already ready'),
    see: inMain(async ({ app }) => {
      const { early, events } = conformance;
      await app.whenReady();
      return [early.isReady, app.isReady(), events.indexOf('ready') < events.indexOf('whenReady')];
    }),
    expected: [false, true, true],
  },
  {
    of: ['App event session-created'],
    says: 'Told of the default session by the time the application is ready, and once of each other one, alone.',
    source: spec('session-created event is emitted when a session is created').replace(
      'app',
      'session',
    ),
    see: inMain(({ app, session }) => {
      const before = conformance.events.indexOf('session-created');
      const told: unknown[][] = [];
      app.on('session-created', (...args) => told.push(args));
      const first = session.fromPartition('conformance-created');
      const again = session.fromPartition('conformance-created');
      return [before === 0, told.length, told[0]?.[0] === first, first === again];
    }),
    expected: [true, 1, true, true],
  },
  {
    of: ['App event web-contents-created', 'App event browser-window-created'],
    says: 'Both are told before the constructor returns: the contents first, then the window that has them.',
    source: spec(
      'BrowserWindow events should emit browser-window-created event when window is created',
    ),
    see: inMain(({ app, BrowserWindow }) => {
      const told: unknown[] = [];
      app.once('web-contents-created', (_event, contents) => told.push(contents));
      app.once('browser-window-created', (_event, window) => told.push(window));
      const window = new BrowserWindow({ show: false });
      const order = [told[0] === window.webContents, told[1] === window, told.length];
      window.destroy();
      return order;
    }),
    expected: [true, true, 2],
  },
  {
    of: ['App.commandLine', 'CommandLine.appendSwitch', 'CommandLine.getSwitchValue'],
    says: 'A switch has the value that was appended, whatever its case, and is empty where there is none.',
    source: spec('commandLine.getSwitchValue returns an empty string when not present'),
    see: inMain(({ app: { commandLine } }) => {
      commandLine.appendSwitch('conformance-empty');
      return [
        commandLine.getSwitchValue('conformance-switch'),
        commandLine.getSwitchValue('conformance-empty'),
        commandLine.getSwitchValue('conformance-absent'),
      ];
    }),
    expected: ['appended', '', ''],
  },
  {
    of: ['App.enableSandbox'],
    says: 'Throws once the application is ready.',
    source: docs('app.enableSandbox()'),
    see: inMain(async ({ app }) =>
      (
        await conformance.failure(() => {
          app.enableSandbox();
        })
      ).includes('before app is ready'),
    ),
    expected: true,
  },
  {
    of: ['App.configureHostResolver', 'ConfigureHostResolverOptions.secureDnsMode'],
    says: 'Takes off, automatic and secure; throws for anything else.',
    source: spec('configureHostResolver fails on bad arguments'),
    see: inMain(({ app }) =>
      Promise.all([
        conformance.failure(() => {
          app.configureHostResolver({ secureDnsMode: 'off' });
        }),
        conformance
          .failure(() => {
            app.configureHostResolver({ secureDnsMode: 'never' as 'off' });
          })
          .then((text) => text !== 'none'),
        conformance
          .failure(() => {
            (app.configureHostResolver as () => void)();
          })
          .then((text) => text !== 'none'),
      ]),
    ),
    expected: ['none', true, true],
  },
  {
    of: ['App.getLocale'],
    says: 'The language that Chromium shows, which --lang decides.',
    source: spec('app.getLocale() should not be empty'),
    see: inMain(({ app }) => app.getLocale()),
    expected: 'fr',
  },
  {
    of: ['App.getLocaleCountryCode'],
    says: 'Two letters, or nothing where the system names no country.',
    source: spec('app.getLocaleCountryCode() should be empty or have length of two'),
    see: inMain(({ app }) => /^([A-Z]{2})?$/.test(app.getLocaleCountryCode())),
    expected: true,
  },
  {
    of: ['App.getPreferredSystemLanguages'],
    says: 'A list of the languages that the person prefers, best first.',
    source: docs('app.getPreferredSystemLanguages()'),
    see: inMain(({ app }) => {
      const languages = app.getPreferredSystemLanguages();
      return (
        Array.isArray(languages) && languages.every((language) => typeof language === 'string')
      );
    }),
    expected: true,
  },
  {
    of: [
      'App.getLoginItemSettings',
      'App.setLoginItemSettings',
      'LoginItemSettings.openAtLogin',
      'LoginItemSettingsOptions.args',
      'LoginItemSettingsOptions.path',
      'Settings.args',
      'Settings.openAtLogin',
      'Settings.path',
    ],
    says: 'Linux keeps no login items: setting one changes nothing. Candor uses it on Windows and macOS only.',
    source: 'shell/browser/browser_linux.cc "Browser::SetLoginItemSettings"',
    see: inMain(({ app }) => {
      const [path, args] = [process.execPath, ['.']];
      app.setLoginItemSettings({ openAtLogin: true, path, args });
      const { openAtLogin } = app.getLoginItemSettings({ path, args });
      app.setLoginItemSettings({ openAtLogin: false, path, args });
      return openAtLogin === (process.platform !== 'linux');
    }),
    expected: true,
  },
  {
    of: ['App.setBadgeCount'],
    says: 'Says whether the desktop shows the number; on Linux only a launcher like Unity’s does.',
    source: spec(
      'app.badgeCount on supported platform with functions sets a numerical badge count',
    ),
    see: inMain(
      ({ app }) => typeof app.setBadgeCount(2) === 'boolean' && typeof app.setBadgeCount(0),
    ),
    expected: 'boolean',
  },
  {
    of: ['App.setAppUserModelId'],
    says: 'Is for Windows, and does nothing elsewhere.',
    source: 'lib/browser/api/app.ts "app.setAppUserModelId"',
    see: inMain(({ app }) =>
      conformance.failure(() => {
        app.setAppUserModelId('com.candor.test');
      }),
    ),
    expected: 'none',
  },
  {
    of: ['App.setAsDefaultProtocolClient'],
    says: 'Says whether it succeeded; refuses what is no name of a scheme.',
    source: spec('protocol scheme validation rejects non-conformant protocol names '),
    see: inMain(({ app }) =>
      ['', '0badscheme', 'bad/protocol', 'bad protocol', 'bad:protocol'].map((name) =>
        app.setAsDefaultProtocolClient(name),
      ),
    ),
    expected: [false, false, false, false, false],
  },
  {
    of: ['App event activate', 'App event open-url'],
    says: 'Are told on macOS alone.',
    source: docs("Event: 'activate' _macOS_") + ', ' + docs("Event: 'open-url' _macOS_"),
    cannot:
      'They come from the macOS desktop; neither is told elsewhere, where links come as arguments.',
  },
];
