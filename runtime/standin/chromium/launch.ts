import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { connect, type Connection } from './connection.ts';
import type { Browser } from './browser.ts';
import { findChromium } from './find.ts';
import { chromiumFlags } from './flags.ts';
import { startChromium, type Running } from './start.ts';

export type LaunchOptions = {
  readonly gate: number;
  readonly profile: string;
  readonly locale: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where crashes leave their minidumps, once crash reporting was started. */
  readonly crashDumps: string | undefined;
  readonly switches: ReadonlyMap<string, string>;
};

export type Chromium = {
  readonly connection: Connection;
  readonly endpoint: string;
  readonly product: string;
  readonly userAgent: string;
  readonly headless: boolean;
  readonly notes: readonly string[];
  /** Opens another application window in the running Chromium. */
  openWindow: (url: string) => void;
  kill: () => void;
  readonly exited: Promise<void>;
};

/** Starts Chromium on a pipe (so that it ends when this process does, however that ends) and a port. */
export async function launchChromium(options: LaunchOptions): Promise<Chromium> {
  const { env, gate, profile, locale, switches } = options;
  const crashDumps = options.crashDumps !== undefined;
  const browser = await findChromium(env);
  const display = Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
  const headless = browser.headlessOnly || !display;
  prepareProfile(profile);
  const flagsWith = (sandbox: boolean): string[] => [
    ...chromiumFlags({ gate, profile, locale, headless, sandbox, crashDumps }),
    ...forwarded(switches),
  ];
  const notes = displayNotes(browser, display);
  const root = process.getuid?.() === 0;
  if (root) notes.push('runs as root, so Chromium runs without its sandbox');
  const sandbox = !root && !switches.has('no-sandbox');
  const run = (): Promise<Running> =>
    startChromium(browser.executable, flagsWith(false), environment(options, browser));
  const { child, endpoint } = sandbox
    ? await startChromium(browser.executable, flagsWith(true), environment(options, browser)).catch(
        (error: unknown) => {
          if (!/sandbox/i.test(String(error))) throw error;
          notes.push('runs where no sandbox can work, so Chromium runs without one');
          return run();
        },
      )
    : await run();
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const connection = connect(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const version = await connection.browser.send('Browser.getVersion');
  return {
    connection,
    endpoint,
    product: version.product,
    userAgent: version.userAgent,
    headless,
    notes,
    openWindow: (url) => {
      const more = flagsWith(false).filter(
        (flag) => !/^--(remote-debugging|no-startup-window)/.test(flag),
      );
      spawn(browser.executable, [...more, `--app=${url}`], { stdio: 'ignore', env }).unref();
    },
    kill: () => child.kill('SIGKILL'),
    exited,
  };
}

function environment(
  { env, crashDumps, locale }: LaunchOptions,
  browser: Browser,
): NodeJS.ProcessEnv {
  const dumps =
    crashDumps === undefined ? {} : { CHROME_HEADLESS: '1', BREAKPAD_DUMP_LOCATION: crashDumps };
  return { ...env, ...browser.env, ...dumps, LANGUAGE: locale.replaceAll('-', '_') };
}

/** Chromium's own offers have no place in the application's windows. */
function prepareProfile(profile: string): void {
  const preferences = join(profile, 'Default', 'Preferences');
  mkdirSync(dirname(preferences), { recursive: true, mode: 0o700 });
  if (existsSync(preferences)) return;
  const declined = { translate: { enabled: false }, credentials_enable_service: false };
  writeFileSync(preferences, JSON.stringify(declined));
}

function displayNotes(browser: Browser, display: boolean): string[] {
  const hint =
    'finds a Chromium that shows no windows; install chromium or google-chrome to see them';
  return browser.headlessOnly && display ? [hint] : [];
}

/**
 * The switches by which an application, or a person, changes how pages look, sound or are computed, or which key is
 * trusted.
 */
const forwardable = new RegExp(
  [
    '^force-(?!.*webrtc)',
    '^(js-flags|allow-loopback-in-peer-connection)$',
    '^(disable-gpu|high-contrast)',
    '^ignore-certificate-errors-spki-list$',
    '^use-(fake-device-for-media-stream|file-for-fake-audio-capture)$',
  ].join('|'),
);

function forwarded(switches: ReadonlyMap<string, string>): string[] {
  return [...switches]
    .filter(([name]) => forwardable.test(name))
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}
