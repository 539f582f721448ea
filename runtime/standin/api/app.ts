import { EventEmitter } from 'node:events';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type * as Electron from 'electron';
import { asToldLater } from '../commandLine.ts';
import { appLocale, countryOf, systemLocale } from '../locale.ts';
import { strict } from '../unimplemented.ts';
import type { AppDependencies, AppDetails } from './appDetails.ts';
import { childMetrics, mainMetrics } from './appMetrics.ts';
import { createPaths } from './appPaths.ts';
import { createPhases } from './appPhases.ts';
import { createInstanceLock } from './instanceLock.ts';
import { event, quitSteps, type QuitState } from './quitSteps.ts';

export type AppCore = {
  readonly module: Electron.App;
  emit: (event: string, ...args: unknown[]) => void;
  becomeReady: () => void;
  windowsClosed: () => void;
  locale: () => string;
  isQuitting: () => boolean;
};

export function createApp(details: () => AppDetails, dependencies: AppDependencies): AppCore {
  const events = new EventEmitter();
  const state: QuitState = { ready: false, quitting: false, over: false, relaunch: undefined };
  const ready = Promise.withResolvers<undefined>();
  // Playwright replaces emit and whenReady from outside, so both are looked up at each use.
  const emit = (event: string, ...args: unknown[]): void => {
    (module as unknown as EventEmitter).emit(event, ...args);
  };
  const quitting = quitSteps(state, events, emit, dependencies);
  const paths = createPaths(details);
  const lock = createInstanceLock((argv, cwd, data) => {
    emit('second-instance', event(), asToldLater(argv), cwd, data);
  });
  const locale = (): string =>
    appLocale(details().switches.get('lang') ?? systemLocale(process.env));
  let userAgent: string | undefined;
  const methods = {
    whenReady: () => ready.promise,
    isReady: () => state.ready,
    quit: quitting.quit,
    exit: quitting.exit,
    relaunch: (options: Electron.RelaunchOptions = {}) => {
      const { args = process.argv.slice(1), execPath = details().executable } = options;
      state.relaunch = () => {
        spawn(execPath, args, { detached: true, stdio: 'ignore' }).unref();
      };
    },
    ...paths,
    getAppPath: () => details().path,
    getVersion: () => details().version,
    getLocale: locale,
    getSystemLocale: () => systemLocale(process.env),
    getPreferredSystemLanguages: () => [systemLocale(process.env)],
    getLocaleCountryCode: () => countryOf(systemLocale(process.env)),
    requestSingleInstanceLock: (data?: Record<string, unknown>) =>
      lock.request(paths.getPath('userData'), data),
    hasSingleInstanceLock: lock.has,
    releaseSingleInstanceLock: lock.release,
    isPackaged: false,
    ...indifferent,
    resolveProxy: () => resolveProxy(process.env),
    ...createPhases(() => state.ready),
    ...loginItem(),
    ...badge(),
    focus: dependencies.focusWindow,
    getAppMetrics: () => [mainMetrics(), ...dependencies.processes().map(childMetrics)],
  } satisfies Partial<Electron.App>;
  const face = Object.defineProperties(Object.assign(events, methods), {
    commandLine: { value: commandLine(details), enumerable: true },
    name: { get: paths.getName, set: paths.setName, enumerable: true },
    userAgentFallback: {
      get: () => userAgent ?? dependencies.userAgent(),
      set: (value: string) => {
        userAgent = value;
      },
    },
  });
  const module = strict('app', 'app.ts', face) as unknown as Electron.App;
  process.once('exit', lock.release);
  return {
    module,
    emit,
    locale,
    isQuitting: () => state.quitting,
    windowsClosed: quitting.windowsClosed,
    becomeReady: () => {
      if (state.over) return;
      state.ready = true;
      emit('session-created', dependencies.defaultSession());
      emit('will-finish-launching');
      emit('ready', event(), {});
      ready.resolve(undefined);
    },
  };
}

/** What a stand-in without a desktop can only accept and ignore. */
const indifferent = {
  setAppUserModelId: () => undefined,
  setAsDefaultProtocolClient: () => false,
  removeAsDefaultProtocolClient: () => false,
  isDefaultProtocolClient: () => false,
  setAboutPanelOptions: () => undefined,
  isAccessibilitySupportEnabled: () => false,
  setAccessibilitySupportEnabled: () => undefined,
} satisfies Partial<Electron.App>;

/**
 * The system's proxy settings, which a test sets by CANDOR_STAND_IN_PROXY in PAC's notation. They can be as late as a
 * network's script: they are known once the file exists that CANDOR_STAND_IN_PROXY_ANSWERS names.
 */
async function resolveProxy(env: NodeJS.ProcessEnv): Promise<string> {
  const answers = env['CANDOR_STAND_IN_PROXY_ANSWERS'];
  while (answers !== undefined && !existsSync(answers)) await delay(50);
  return env['CANDOR_STAND_IN_PROXY'] ?? 'DIRECT';
}

/** What Windows and macOS keep for an application, here only while it runs; Linux keeps nothing. */
function loginItem() {
  let openAtLogin = false;
  const others = { executableWillLaunchAtLogin: false, status: 'not-registered' } as const;
  return {
    getLoginItemSettings: () => ({
      openAtLogin,
      wasOpenedAtLogin: false,
      launchItems: [],
      ...others,
    }),
    setLoginItemSettings: (wanted: Electron.Settings) => {
      openAtLogin = process.platform !== 'linux' && (wanted.openAtLogin ?? false);
    },
  } satisfies Partial<Electron.App>;
}

/** The number on the icon, which no desktop shows here. */
function badge() {
  let count = 0;
  return {
    setBadgeCount: (next = 0) => {
      count = next;
      return true;
    },
    getBadgeCount: () => count,
  } satisfies Partial<Electron.App>;
}

function commandLine(details: () => AppDetails) {
  const switches = (): Map<string, string> => details().switches;
  const methods = {
    appendSwitch: (name: string, value = '') => {
      switches().set(name.toLowerCase(), value);
    },
    removeSwitch: (name: string) => {
      switches().delete(name.toLowerCase());
    },
    hasSwitch: (name: string) => switches().has(name.toLowerCase()),
    getSwitchValue: (name: string) => switches().get(name.toLowerCase()) ?? '',
    appendArgument: () => undefined,
  } satisfies Partial<Electron.CommandLine>;
  return strict('app.commandLine', 'app.ts', methods);
}
