import type * as Electron from 'electron';
import { inMain, type Check, type See } from '../checks.ts';

/** Kills Chromium's network service, and looks at the event that reports it. */
const killNetwork =
  (look: (details: Electron.Details) => unknown): See =>
  async ({ app }) =>
    look(
      await app.evaluate(async ({ app }) => {
        const isNetwork = ({ serviceName }: Electron.ProcessMetric): boolean =>
          serviceName === 'network.mojom.NetworkService';
        while (!app.getAppMetrics().some(isNetwork)) await new Promise(setImmediate);
        const told = new Promise<Electron.Details>((resolve) =>
          app.once('child-process-gone', (_event, details) => {
            resolve(details);
          }),
        );
        process.kill(app.getAppMetrics().find(isNetwork)?.pid ?? 0, 'SIGKILL');
        return told;
      }),
    );

/** What the application learns about notifications, screens, colours, power and the network. */
export const systemChecks: readonly Check[] = [
  {
    of: [
      'Notification.isSupported',
      'new Notification',
      'NotificationConstructorOptions.title',
      'NotificationConstructorOptions.body',
    ],
    says: 'Has the title and the body that it was made with; both can be set.',
    source:
      'spec/api-notification-spec.ts "Notification module inits, gets and sets basic string properties correctly"',
    see: inMain(({ Notification }) => {
      const notification = new Notification({ title: 'title', body: 'body' });
      const before = [notification.title, notification.body];
      notification.title = 'new title';
      return [typeof Notification.isSupported(), before, notification.title];
    }),
    expected: ['boolean', ['title', 'body'], 'new title'],
  },
  {
    of: ['Notification.show', 'Notification.close', 'Notification event close', 'Notification.on'],
    says: 'Can be shown and closed, which is told where a desktop shows it.',
    source: 'spec/api-notification-spec.ts "Notification module can be shown and closed"',
    see: inMain(({ Notification }) => {
      const notification = new Notification({ title: 'title', body: 'body' });
      const told = new Promise((resolve) =>
        notification.on('close', () => {
          resolve('closed');
        }),
      );
      notification.show();
      notification.close();
      return Notification.isSupported() ? told : 'closed';
    }),
    expected: 'closed',
  },
  {
    of: ['Notification event click', 'Notification event failed'],
    says: 'Told when a person chooses it, and on Windows where it could not be shown.',
    source: 'docs/api/notification.md "Event: \'click\'", "Event: \'failed\'"',
    cannot: 'A person clicks, and Windows fails; the stand-in’s flows emit the event.',
  },
  {
    of: [
      'Screen.getPrimaryDisplay',
      'Screen.getAllDisplays',
      'Display.bounds',
      'Display.workArea',
      'Display.workAreaSize',
      'Size.width',
      'Size.height',
    ],
    says: 'The first display is one of all, and its work area lies within its bounds.',
    source:
      'spec/api-screen-spec.ts "screen module screen.getPrimaryDisplay() returns a display object", "screen.getAllDisplays"',
    see: inMain(({ screen }) => {
      const { id, bounds, workArea, workAreaSize } = screen.getPrimaryDisplay();
      return [
        screen.getAllDisplays().some((display) => display.id === id),
        bounds.width > 0 && bounds.height > 0,
        workArea.x >= bounds.x && workArea.width <= bounds.width,
        workArea.width === workAreaSize.width && workArea.height === workAreaSize.height,
      ];
    }),
    expected: [true, true, true, true],
  },
  {
    of: ['NativeTheme.shouldUseDarkColors'],
    says: 'Follows themeSource; updated is told where the answer changes, and not where it does not.',
    source:
      'spec/api-native-theme-spec.ts "nativeTheme module nativeTheme.themeSource should override the value of shouldUseDarkColors", "should not emit the "updated" event when it is set and the resulting "shouldUseDarkColors" value is the same"',
    see: inMain(async ({ nativeTheme }) => {
      nativeTheme.themeSource = 'light';
      await new Promise((resolve) => setTimeout(resolve, 50));
      let told = 0;
      const count = () => {
        told += 1;
      };
      nativeTheme.on('updated', count);
      const seen: unknown[] = [nativeTheme.shouldUseDarkColors];
      for (const source of ['light', 'dark', 'dark'] as const) {
        nativeTheme.themeSource = source;
        await new Promise((resolve) => setTimeout(resolve, 50));
        seen.push(nativeTheme.shouldUseDarkColors, told);
      }
      nativeTheme.off('updated', count);
      nativeTheme.themeSource = 'system';
      return seen;
    }),
    expected: [false, false, 0, true, 1, true, 1],
  },
  {
    of: ['PowerMonitor event suspend', 'PowerMonitor event resume', 'PowerMonitor.on'],
    says: 'Told as the system goes to sleep and wakes.',
    source: 'spec/api-power-monitor-spec.ts "should emit "suspend" event"',
    cannot:
      'The machine would have to sleep, or a bus of the tests’ own play logind; the stand-in’s flows emit the event.',
  },
  {
    of: ['SystemPreferences.askForMediaAccess'],
    says: 'Has macOS ask the person for the microphone, and says whether it was granted.',
    source: 'docs/api/system-preferences.md "systemPreferences.askForMediaAccess(mediaType)"',
    cannot: 'macOS asks, and a person answers; elsewhere there is no such method.',
  },
  {
    of: ['Net.isOnline'],
    says: 'Whether there is a network, as a boolean.',
    source: 'docs/api/net.md "net.isOnline()"',
    see: inMain(({ net }) => typeof net.isOnline()),
    expected: 'boolean',
  },
  {
    of: ['CrashReporter.start', 'CrashReporterStartOptions.uploadToServer'],
    says: 'Started without uploading, it uploads nothing.',
    source:
      'spec/api-crash-reporter-spec.ts "crashReporter module getUploadToServer() returns false when uploadToServer is set to false in init"',
    see: inMain(({ crashReporter }) => crashReporter.getUploadToServer()),
    expected: false,
  },
  {
    of: ['App event child-process-gone', 'Details.type', 'Details.exitCode', 'Details.serviceName'],
    says: 'Told of the network service that was killed, by its kind and its name, with its exit code.',
    source: 'docs/api/app.md "Event: \'child-process-gone\'"',
    see: killNetwork(({ type, serviceName, exitCode }) => [
      type,
      serviceName,
      Number.isInteger(exitCode),
    ]),
    expected: ['Utility', 'network.mojom.NetworkService', true],
  },
  {
    of: ['Details.reason'],
    says: 'One that was killed is told to have been killed.',
    source: 'docs/api/app.md "Event: \'child-process-gone\'"',
    differs:
      'DevTools do not tell how a process went: each one is called crashed, with the exit code 0.',
    see: killNetwork(({ reason }) => reason),
    expected: 'killed',
  },
];
