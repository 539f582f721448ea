import type { WebContents } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallName } from '../../contract/ipc.ts';
import { defaultOptions, type Options } from '../../contract/options.ts';
import { createTexts } from '../../contract/text/index.ts';
import { watchUserActivation } from './userActivation.ts';
import { requireUserActivation } from './requireUserActivation.ts';

type Listener = (event: unknown, value: unknown) => void;

const electron = vi.hoisted(() => ({
  app: { on: vi.fn<(name: string, listener: Listener) => void>() },
  BrowserWindow: { fromWebContents: (contents: unknown) => contents },
  dialog: { showMessageBox: vi.fn<(...args: unknown[]) => Promise<{ response: number }>>() },
}));
vi.mock('electron', () => electron);

const options = defaultOptions();

/** A window, and the input that Chromium reports in it to the main process. */
function createWindow() {
  const listeners: Listener[] = [];
  const contents = { on: (_name: string, listener: Listener) => listeners.push(listener) };
  for (const [name, listener] of electron.app.on.mock.calls)
    if (name === 'web-contents-created') listener({}, contents);
  const input = (type: string, modifiers: string[] = []) => {
    for (const listener of listeners) listener({}, { type, modifiers });
  };
  return { contents: contents as unknown as WebContents, input };
}

function start() {
  let now = 0;
  const hands = watchUserActivation();
  const { t } = createTexts('en');
  const mayAct = requireUserActivation(
    hands,
    () => t,
    () => options,
    () => now,
  );
  const window = createWindow();
  return {
    ...window,
    hands,
    may: (name: CallName, input?: unknown) => mayAct(name, input, window.contents),
    wait: (ms: number) => {
      now += ms;
    },
  };
}

const link = { url: 'https://contoso.example/' };
const boxes = electron.dialog.showMessageBox;

beforeEach(() => {
  electron.app.on.mockClear();
  boxes.mockReset();
  boxes.mockResolvedValue({ response: 1 });
});

describe('what is a person’s own deed', () => {
  it.each([
    ['mouseDown', 'mouseUp'],
    ['rawKeyDown', 'char', 'keyUp'],
    ['keyDown', 'keyUp'],
    ['touchStart', 'gestureTapDown', 'touchEnd', 'gestureTap'],
  ])('is done once at a press, without a question (%s)', async (...types) => {
    const { may, input } = start();
    for (const type of types) input(type);
    expect(await may('openLink', link)).toBe(true);
    expect(boxes).not.toHaveBeenCalled();
    expect(await may('openLink', link)).toBe(false);
  });

  it('is not done at what a pointer or a key does by itself', async () => {
    const { may, input } = start();
    for (const type of ['mouseMove', 'mouseEnter', 'mouseWheel', 'gestureScrollBegin', 'mouseUp'])
      input(type);
    input('rawKeyDown', ['isautorepeat']);
    expect(await may('openLink', link)).toBe(false);
  });

  it('is not done at a press in another window, but where it is lent on purpose', async () => {
    const { may, hands, contents } = start();
    const other = createWindow();
    other.input('mouseDown');
    expect(await may('allowPeers', true)).toBe(false);
    hands.lend(contents);
    expect(await may('allowPeers', true)).toBe(true);
  });

  it('is asked about where no press was heard, with the address that is to be opened, and denied by default', async () => {
    const { may } = start();
    boxes.mockResolvedValue({ response: 0 });
    expect(await may('openLink', { url: `https://contoso.example/${'a'.repeat(5000)}` })).toBe(
      true,
    );
    const [, box] = boxes.mock.calls[0] as [unknown, Electron.MessageBoxOptions];
    expect(box.detail).toContain('https://contoso.example/aaa');
    expect(box.detail?.length).toBeLessThan(1000);
    expect(box.buttons?.[box.defaultId ?? 0]).toBe('Don’t allow');
    expect(box.cancelId).toBe(box.defaultId);
  });

  it('is asked about by one box at a time, and after a no by none for a while', async () => {
    const { may, wait } = start();
    const answer = Promise.withResolvers<{ response: number }>();
    boxes.mockReturnValue(answer.promise);
    const first = may('openLink', link);
    expect(await may('openLink', link)).toBe(false);
    answer.resolve({ response: 1 });
    expect(await first).toBe(false);
    expect(await may('meetNow')).toBe(false);
    expect(boxes).toHaveBeenCalledTimes(1);
    wait(60_000);
    boxes.mockResolvedValue({ response: 0 });
    expect(await may('meetNow')).toBe(true);
  });

  it('holds for options that give more, and for none that take back', async () => {
    const more: Partial<Options & { eraseSent: boolean; clearLog: boolean }>[] = [
      { errorReports: true },
      { memoryDumps: 'always' },
      { eventLog: true },
      { startWithSystem: true },
      { logging: 'Full' },
      { eraseSent: true },
      { clearLog: true },
    ];
    for (const changed of more)
      expect([changed, await start().may('saveOptions', { ...options, ...changed })]).toEqual([
        changed,
        false,
      ]);
    const less: Partial<Options>[] = [
      {},
      { memoryDumps: 'never' },
      { logging: 'Off' },
      { language: 'fr', callControls: false },
    ];
    for (const changed of less)
      expect(await start().may('saveOptions', { ...options, ...changed })).toBe(true);
    for (const [name, input] of [
      ['allowPeers', false],
      ['commandCall', 'hangUp'],
      ['answerCrash', { id: '', send: false, always: false }],
      ['signedOut', undefined],
    ] as const)
      expect(await start().may(name, input)).toBe(true);
  });
});
