import { EventEmitter } from 'node:events';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { endInOrder } from './quitting.ts';

const electron = vi.hoisted(() => ({ app: {} }));
vi.mock('electron', () => electron);
// The clock that tests set only affects the global timers.
vi.mock('node:timers/promises', () => ({
  setTimeout: (delay: number) => new Promise((resolve) => setTimeout(resolve, delay)),
}));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An application that someone wishes to quit; it quits as Electron does, unless that is refused. */
function quitting(sendLast: () => Promise<void>) {
  const steps: string[] = [];
  const app = new EventEmitter();
  const quit = () => {
    const preventDefault = vi.fn();
    app.emit('will-quit', { preventDefault });
    if (preventDefault.mock.calls.length === 0) steps.push('ended');
  };
  electron.app = Object.assign(app, { quit });
  const candor = endInOrder({
    sendLast: () => {
      steps.push('sending');
      return sendLast();
    },
    close: () => steps.push('closed'),
    log: { debug: () => undefined, info: () => undefined, warn: (line) => steps.push(line) },
  });
  quit();
  return { quit, steps, candor };
}

const forever = () => new Promise<void>(() => undefined);

it('waits two seconds for what can’t be sent, and no longer; then all is closed before Candor ends', async () => {
  const { steps, candor } = quitting(forever);
  expect(candor.isEnding()).toBe(true);
  await vi.advanceTimersByTimeAsync(1999);
  expect(steps).toEqual(['sending']);
  await vi.advanceTimersByTimeAsync(1);
  expect(steps).toEqual(['sending', 'closed']);
  await vi.advanceTimersToNextTimerAsync();
  expect(steps).toEqual(['sending', 'closed', 'ended']);
});

it('ends as soon as all is sent', async () => {
  const { steps } = quitting(() => Promise.resolve());
  await vi.advanceTimersByTimeAsync(0);
  expect(steps).toEqual(['sending', 'closed', 'ended']);
  await vi.advanceTimersByTimeAsync(2000);
  expect(steps).toHaveLength(3);
});

it('ends as soon as sending fails, and says so in the log', async () => {
  const { steps } = quitting(() => Promise.reject(new Error('no way out')));
  await vi.advanceTimersByTimeAsync(0);
  expect(steps).toEqual([
    'sending',
    'quitting: the last records wait: Error: no way out',
    'closed',
    'ended',
  ]);
});

it('grants a second wish to quit at once', async () => {
  const { quit, steps } = quitting(forever);
  quit();
  expect(steps).toEqual(['sending', 'closed', 'ended']);
  await vi.advanceTimersByTimeAsync(2000);
  expect(steps).toHaveLength(3);
});

const AppImage = '/apps/Candor.AppImage';
it.each([
  ['it', dirname(process.execPath), { args: ['.'], execPath: AppImage }],
  ['another program', import.meta.dirname, { args: ['.'] }],
  ['nothing', undefined, { args: ['.'] }],
])(
  'a restart starts the file that was started, where an AppImage holds %s',
  (_what, mount, options) => {
    const { candor } = quitting(() => Promise.resolve());
    const relaunch = vi.fn();
    Object.assign(electron.app, { relaunch });
    vi.stubEnv('APPIMAGE', AppImage);
    vi.stubEnv('APPDIR', mount);
    candor.restart(['.']);
    vi.unstubAllEnvs();
    expect(relaunch.mock.calls).toEqual([[options]]);
  },
);
