import type { Check, See } from '../checks.ts';

declare const api: { invoke: (channel: string) => Promise<unknown> };

const source =
  'docs/api/web-contents.md "Event: \'input-event\'", docs/api/structures/input-event.md';

type Told = { readonly type: string; readonly modifiers: readonly string[] };

/**
 * Has the main process record the input events of the first window while an action takes place there.
 * @returns the types of the events, and whether the first has this modifier.
 */
const told =
  (
    act: (page: Parameters<See>[0]['page']) => Promise<unknown>,
    types: readonly string[],
    modifier = '',
  ): See =>
  async ({ app, page }) => {
    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const heard: Told[] = [];
      window?.webContents.on('input-event', (_event, { type, modifiers = [] }) => {
        heard.push({ type, modifiers });
      });
      Object.assign(globalThis, { heard });
    });
    await act(page);
    // A request that the page makes now arrives after its input events.
    await page.evaluate(() => api.invoke('echo'));
    const heard = await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.removeAllListeners('input-event');
      return Reflect.get(globalThis, 'heard') as Told[];
    });
    const kept = heard.filter(({ type }) => types.includes(type));
    return [kept.map(({ type }) => type), kept[0]?.modifiers.includes(modifier) ?? false];
  };

/** What the main process is told about a person's input. */
export const inputChecks: readonly Check[] = [
  {
    of: ['WebContents event input-event', 'InputEvent.type', 'InputEvent.modifiers'],
    says: 'Told of a mouse’s button that goes down and up, and which it is.',
    source,
    see: told(
      (page) => page.getByRole('heading').click(),
      ['mouseDown', 'mouseUp'],
      'leftbuttondown',
    ),
    expected: [['mouseDown', 'mouseUp'], true],
  },
  {
    of: ['WebContents event input-event', 'InputEvent.type', 'InputEvent.modifiers'],
    says: 'Told of a key that goes down and up, and of those that are held meanwhile.',
    source,
    see: told((page) => page.keyboard.press('Control+Enter'), ['rawKeyDown', 'keyUp'], 'control'),
    expected: [['rawKeyDown', 'rawKeyDown', 'keyUp', 'keyUp'], true],
  },
  {
    of: ['WebContents event input-event'],
    says: 'Told of no click or key that script makes: it is told of what is sent to the contents.',
    source,
    see: told(
      (page) =>
        page.evaluate(() => {
          const link = document.querySelector<HTMLElement>('#text');
          for (const type of ['mousedown', 'mouseup'])
            link?.dispatchEvent(new MouseEvent(type, { bubbles: true }));
          link?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
          link?.click();
        }),
      ['mouseDown', 'mouseUp', 'rawKeyDown', 'keyDown', 'keyUp'],
    ),
    expected: [[], false],
  },
  {
    of: ['WebContents event input-event'],
    says: 'Told of input before the page that it is sent to, and so before what the page says of it.',
    source,
    see: async ({ app, page }) => {
      await app.evaluate(({ BrowserWindow, ipcMain }) => {
        const order: string[] = [];
        Object.assign(globalThis, { order });
        ipcMain.handle('pressed', () => void order.push('page'));
        BrowserWindow.getAllWindows()[0]?.webContents.on('input-event', (_event, { type }) => {
          if (type === 'mouseDown') order.push('main process');
        });
      });
      await page.evaluate(() => {
        addEventListener('mousedown', () => void api.invoke('pressed'), { once: true });
      });
      await page.getByRole('heading').click();
      await page.evaluate(() => api.invoke('echo'));
      return app.evaluate(({ BrowserWindow, ipcMain }) => {
        ipcMain.removeHandler('pressed');
        BrowserWindow.getAllWindows()[0]?.webContents.removeAllListeners('input-event');
        return Reflect.get(globalThis, 'order') as string[];
      });
    },
    expected: ['main process', 'page'],
  },
  {
    of: ['WebContents event input-event'],
    says: 'Told of the mouse’s moves.',
    source,
    see: told((page) => page.mouse.move(5, 5), ['mouseMove']),
    expected: [['mouseMove'], false],
    differs:
      'presses of buttons, keys and fingers alone are told of, since each is a message on DevTools’ pipe',
  },
  {
    of: ['WebContents event input-event'],
    says: 'Not told of what assistive technology does, which Chromium gives the page as an action and as no input.',
    source,
    cannot: 'DevTools has no such action, and a test no screen reader',
  },
];
