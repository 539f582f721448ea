import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Check, See } from '../checks.ts';

const spec = (title: string): string => `spec/api-app-spec.ts "${title}"`;
const docs = (heading: string): string => `docs/api/app.md "${heading}"`;

const life =
  (scenario: string): See =>
  async ({ live }) => {
    const { code, lines } = await live([`--scenario=${scenario}`]);
    return [code, ...lines];
  };

/** How the application's process begins, ends and meets other instances. */
export const lifeChecks: readonly Check[] = [
  {
    of: [
      'App.quit',
      'App event before-quit',
      'App event will-quit',
      'App event quit',
      'App.once',
      'BrowserWindow event close',
      'Event.preventDefault',
    ],
    says: 'before-quit, each window’s close, then will-quit: each can refuse, and a later wish begins anew. No window-all-closed.',
    source: docs("Event: 'will-quit'") + ', ' + docs("Event: 'before-quit'"),
    see: life('quitting'),
    expected: [
      0,
      'before-quit',
      'before-quit',
      'close',
      'before-quit',
      'close',
      'closed',
      'will-quit',
      'before-quit',
      'will-quit',
      'quit 0',
    ],
  },
  {
    of: ['App.exit'],
    says: 'Ends with the given code, and asks neither the windows nor before-quit or will-quit.',
    source: docs('app.exit([exitCode])') + ', ' + spec('app.exit(exitCode) closes all windows'),
    see: life('exiting'),
    expected: [7],
  },
  {
    of: ['App.relaunch', 'RelaunchOptions.args', 'RelaunchOptions.execPath'],
    says: 'Starts the given executable anew, with the given arguments, once this process has ended; does not end it.',
    source: spec('app.relaunch relaunches the app') + ', ' + docs('app.relaunch([options])'),
    see: async ({ live, folder }) => {
      const letter = join(folder, 'relaunched');
      const { lines } = await live(['--scenario=relaunching', `--write=${letter}`]);
      const written = (): string => (existsSync(letter) ? readFileSync(letter, 'utf8') : '');
      const until = Date.now() + 30_000;
      while (written() === '' && Date.now() < until) await setTimeout(50);
      return [...lines, written()];
    },
    expected: ['still here', 'by relaunch'],
  },
  {
    of: ['App event window-all-closed'],
    says: 'Where nobody hears it, the application quits with its last window; where somebody does, it stays.',
    source: spec('default behavior window-all-closed quits when the app does not handle the event'),
    see: life('lastWindow'),
    expected: [0, 'will-quit'],
  },
  {
    of: ['Process.on'],
    says: 'With listeners of uncaughtException and unhandledRejection, the application goes on after each.',
    source: 'lib/browser/init.ts "process.on(\'uncaughtException\'"',
    see: life('strayError'),
    expected: [0, 'thrown', 'Error: rejected'],
  },
  {
    of: ['App.requestSingleInstanceLock', 'App event second-instance'],
    says: 'The second process is refused; the first is told its arguments, its folder and its data.',
    source: spec('app.requestSingleInstanceLock prevents the second launch of app'),
    see: async ({ app, live, folder }) => {
      const { code, lines } = await live([`--user-data-dir=${folder}`, 'candor:second']);
      const heard = async () =>
        app.evaluate(() => {
          const { conformance } = globalThis as unknown as {
            conformance: { secondInstances: { argv: string[]; folder: string; data: unknown }[] };
          };
          return conformance.secondInstances[0];
        });
      const until = Date.now() + 20_000;
      while ((await heard()) === undefined && Date.now() < until) await setTimeout(50);
      const told = await heard();
      return [
        code,
        lines,
        told?.argv.includes('candor:second'),
        told?.folder === process.cwd(),
        told?.data,
      ];
    },
    expected: [3, ['not the first'], true, true, { note: 'additional data' }],
  },
];
