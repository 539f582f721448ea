import { inMain, inPage, type Check, type Kit } from '../checks.ts';

declare const conformance: Kit;
type Api = {
  nested: { list: number[] };
  invoke: (channel: string, ...args: unknown[]) => Promise<unknown>;
  listen: (channel: string) => void;
  stopListening: (channel: string) => void;
  heard: () => unknown[][];
  secondExposure: () => string;
};
declare const api: Api;

const spec = (title: string): string => `spec/api-ipc-spec.ts "${title}"`;

/** What pages and the main process say to each other. */
export const ipcChecks: readonly Check[] = [
  {
    of: ['IpcMain.handle', 'IpcRenderer.invoke'],
    says: 'The handler’s answer comes back as structured clone copies it.',
    source:
      spec('ipc module invoke receives a response from an asynchronous handler') +
      ', spec/api-ipc-renderer-spec.ts "send() can send instances of Date as Dates"',
    see: inPage(async () => {
      const sent = {
        at: new Date(7),
        map: new Map([['a', 1n]]),
        set: new Set([1]),
        none: undefined,
      };
      const [first, second] = (await api.invoke('echo', sent, 'two')) as [typeof sent, string];
      return [first.at.getTime(), first.map.get('a'), first.set.has(1), 'none' in first, second];
    }),
    expected: [7, 1n, true, true, 'two'],
  },
  {
    of: ['IpcMain.handle'],
    says: 'What the handler throws is told as «Error invoking remote method»; a channel without one as well.',
    source:
      spec('ipc module invoke receives an error from an asynchronous handler') +
      ', ' +
      spec('ipc module invoke throws an error if no handler is registered'),
    see: inPage(async () => [
      await api.invoke('fail').catch(String),
      await api.invoke('nobody').catch(String),
    ]),
    expected: [
      "Error: Error invoking remote method 'fail': RangeError: too far",
      "Error: Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    ],
  },
  {
    of: ['IpcMain.handle'],
    says: 'A second handler for a channel is an error, and so is one that is no function.',
    source:
      spec('ipc module invoke forbids multiple handlers') +
      ', docs/api/ipc-main.md "ipcMain.handle(channel, listener)"',
    see: inMain(({ ipcMain }) =>
      Promise.all([
        conformance.failure(() => {
          ipcMain.handle('echo', () => 1);
        }),
        conformance
          .failure(() => {
            ipcMain.handle('unheard', 'no function' as never);
          })
          .then((text) => text.startsWith('TypeError: ')),
      ]),
    ),
    expected: ["Error: Attempted to register a second handler for 'echo'", true],
  },
  {
    of: [
      'IpcMainInvokeEvent.sender',
      'IpcMainInvokeEvent.senderFrame',
      'WebFrameMain.url',
      'WebFrameMain.parent',
    ],
    says: 'The handler knows the contents that ask and their frame, its address and that none is above it.',
    source:
      'docs/api/structures/ipc-main-invoke-event.md, spec/api-web-frame-main-spec.ts "WebFrame traversal APIs can access top frame"',
    see: inPage(() => api.invoke('whose')),
    expected: { isSender: true, url: 'app://conformance/index.html', hasParent: false },
  },
  {
    of: ['WebFrameMain.url', 'WebFrameMain.parent'],
    says: 'A frame within the page has an address of its own, and the main frame above it.',
    source:
      'spec/api-web-frame-main-spec.ts "WebFrame traversal APIs can traverse all frames in root"',
    see: inMain(async () => {
      const window = await conformance.open();
      const { mainFrame } = window.webContents;
      const [child] = mainFrame.frames;
      const seen = [mainFrame.parent, child?.url, child?.parent === mainFrame];
      window.destroy();
      return seen;
    }),
    expected: [null, 'app://conformance/child.html', true],
  },
  {
    of: ['WebContents.send', 'IpcRenderer.on', 'IpcRenderer.off'],
    says: 'What the main process sends arrives in order with all its arguments, as long as somebody listens.',
    source:
      'docs/api/web-contents.md "contents.send(channel, ...args)", docs/api/ipc-renderer.md "ipcRenderer.off(channel, listener)"',
    see: async ({ app, page }) => {
      const send = (...args: unknown[]) =>
        app.evaluate(({ BrowserWindow }, args) => {
          BrowserWindow.getAllWindows()[0]?.webContents.send('told', ...args);
        }, args);
      await page.evaluate(() => {
        api.listen('told');
      });
      await send(1, 'one');
      await send(2, 'two');
      await page.waitForFunction(() => api.heard().length === 2);
      await page.evaluate(() => {
        api.stopListening('told');
      });
      await send(3, 'three');
      await page.evaluate(() => api.invoke('echo'));
      return page.evaluate(() => api.heard());
    },
    expected: [
      [1, 'one'],
      [2, 'two'],
    ],
  },
  {
    of: ['WebContents.send'],
    says: 'Throws where no channel is named.',
    source:
      'spec/api-web-contents-spec.ts "webContents.send(channel, args...) throws an error when the channel is missing"',
    see: inMain(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return conformance.failure(() =>
        (contents?.send as (() => void) | undefined)?.call(contents),
      );
    }),
    expected: 'TypeError: Missing required channel argument',
  },
  {
    of: ['ContextBridge.exposeInMainWorld'],
    says: 'What is exposed can’t be replaced or changed by the page, deeply; functions are proxied.',
    source:
      'spec/api-context-bridge-spec.ts "contextBridge should make global properties read-only", "should make properties unwriteable"',
    see: inPage(() => {
      const before = api;
      const tries = [
        () => {
          (globalThis as Record<string, unknown>)['api'] = 1;
        },
        () => {
          api.nested.list.push(2);
        },
        () => {
          Object.assign(api, { more: 1 });
        },
      ];
      for (const attempt of tries) {
        try {
          attempt();
        } catch {
          continue; // Refused with an error, as in strict mode.
        }
      }
      return [api === before, api.nested.list, 'more' in api, typeof api.invoke];
    }),
    expected: [true, [1], false, 'function'],
  },
  {
    of: ['ContextBridge.exposeInMainWorld'],
    says: 'A second thing under the same name is an error in the preload.',
    source:
      'spec/api-context-bridge-spec.ts "contextBridge it should not let you overwrite existing exposed things"',
    see: inPage(() =>
      api.secondExposure().includes('Cannot bind an API on top of an existing property'),
    ),
    expected: true,
  },
];
