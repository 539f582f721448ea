import { inMain, type Check, type Kit } from '../checks.ts';

declare const conformance: Kit;

const spec = (title: string): string => `spec/api-browser-window-spec.ts "${title}"`;
const docs = (heading: string): string => `docs/api/browser-window.md "${heading}"`;

/** Windows as they are opened, shown, moved and closed. */
export const windowChecks: readonly Check[] = [
  {
    of: ['new BrowserWindow', 'BrowserWindow.getAllWindows', 'BrowserWindow.destroy'],
    says: 'A window is among all windows from its making until it is destroyed.',
    source: docs('BrowserWindow.getAllWindows()'),
    see: inMain(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const during = BrowserWindow.getAllWindows().includes(window);
      window.destroy();
      return [during, BrowserWindow.getAllWindows().includes(window)];
    }),
    expected: [true, false],
  },
  {
    of: [
      'BrowserWindow.close',
      'BrowserWindow event close',
      'BrowserWindow event closed',
      'BrowserWindow.on',
      'BrowserWindow.once',
    ],
    says: 'close is told within close() and can be refused; closed follows, and only once.',
    source:
      docs("Event: 'close'") + ', ' + spec('BrowserWindow.close() should emit beforeunload event'),
    see: inMain(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const told: string[] = [];
      window.once('close', (event) => {
        told.push('refused');
        event.preventDefault();
      });
      window.close();
      const stayed = !window.isDestroyed();
      window.on('close', () => told.push('close'));
      const closed = new Promise<void>((resolve) => {
        window.on('closed', () => {
          told.push('closed');
          resolve();
        });
      });
      window.close();
      await closed;
      return [stayed, told, window.isDestroyed()];
    }),
    expected: [true, ['refused', 'close', 'closed'], true],
  },
  {
    of: ['BrowserWindow.destroy', 'BrowserWindow.isDestroyed'],
    says: 'closed is guaranteed, close is not told; whoever asks the window anything after that gets an error.',
    source:
      docs('win.destroy()') + ', shell/browser/api/electron_api_base_window.cc "OnWindowClosed"',
    see: inMain(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const told: string[] = [];
      for (const name of ['close', 'closed']) {
        window.on(name as 'closed', () => told.push(name, String(window.isDestroyed())));
      }
      window.destroy();
      return [
        told,
        await conformance.failure(() => {
          window.show();
        }),
      ];
    }),
    expected: [['closed', 'true'], 'TypeError: Object has been destroyed'],
  },
  {
    of: ['BrowserWindow.loadURL', 'BrowserWindow event ready-to-show'],
    says: 'Is fulfilled when the page has loaded; ready-to-show is told though the window is hidden.',
    source: spec('BrowserWindow.loadURL(url)') + ', ' + docs("Event: 'ready-to-show'"),
    see: inMain(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const ready = new Promise((resolve) =>
        window.once('ready-to-show', () => {
          resolve(true);
        }),
      );
      await window.loadURL('app://conformance/child.html');
      const seen = [await ready, window.webContents.getURL(), window.isVisible()];
      window.destroy();
      return seen;
    }),
    expected: [true, 'app://conformance/child.html', false],
  },
  {
    of: [
      'BrowserWindow.show',
      'BrowserWindow.hide',
      'BrowserWindow.showInactive',
      'BrowserWindow event show',
    ],
    says: 'A shown window is visible, a hidden one is not; show and hide are told.',
    source: [
      spec('BrowserWindow.show()'),
      spec('BrowserWindow.hide()'),
      docs("Event: 'show'"),
    ].join(', '),
    see: inMain(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const told = (name: string) =>
        new Promise((resolve) =>
          window.once(name as 'show', () => {
            resolve(name);
          }),
        );
      const seen: unknown[] = [];
      for (const [name, act] of [
        [
          'show',
          () => {
            window.show();
          },
        ],
        [
          'hide',
          () => {
            window.hide();
          },
        ],
        [
          'show',
          () => {
            window.showInactive();
          },
        ],
      ] as const) {
        const heard = told(name);
        act();
        seen.push(await heard, window.isVisible());
      }
      window.destroy();
      return seen;
    }),
    expected: ['show', true, 'hide', false, 'show', true],
  },
  {
    of: [
      'BrowserWindow.focus',
      'BrowserWindow event focus',
      'BrowserWindow event blur',
      'BrowserWindow.getFocusedWindow',
    ],
    says: 'The window in front is the focused one; another takes the focus from it, and both are told.',
    source:
      spec('focus and visibility BrowserWindow.focus()') +
      ', ' +
      spec('BrowserWindow.getFocusedWindow()'),
    see: inMain(async ({ BrowserWindow }) => {
      const [one, other] = [new BrowserWindow(), new BrowserWindow()];
      const told: string[] = [];
      const until = (window: Electron.BrowserWindow, name: string) =>
        window.isFocused() === (name === 'focus')
          ? Promise.resolve()
          : new Promise<void>((resolve) =>
              window.once(name as 'focus', () => {
                resolve();
              }),
            );
      one.focus();
      await until(one, 'focus');
      one.on('blur', () => told.push('one lost it'));
      other.on('focus', () => told.push('other has it'));
      const blurred = until(one, 'blur');
      other.focus();
      await Promise.all([blurred, until(other, 'focus')]);
      const focused = BrowserWindow.getFocusedWindow() === other;
      one.destroy();
      other.destroy();
      return [told.sort(), focused];
    }),
    expected: [['one lost it', 'other has it'], true],
  },
  {
    of: ['BrowserWindow.isMinimized', 'BrowserWindow.restore', 'BrowserWindow event minimize'],
    says: 'minimize is told and the window is minimized, until it is restored.',
    source: spec('BrowserWindow.restore() should restore the previous window size'),
    see: inMain(async ({ BrowserWindow }) => {
      const window = new BrowserWindow();
      const told = (name: string) =>
        new Promise<void>((resolve) =>
          window.once(name as 'minimize', () => {
            resolve();
          }),
        );
      const size = window.getSize();
      const minimized = told('minimize');
      window.minimize();
      await minimized;
      const during = window.isMinimized();
      const restored = told('restore');
      window.restore();
      await restored;
      const seen = [during, window.isMinimized(), String(window.getSize()) === String(size)];
      window.destroy();
      return seen;
    }),
    expected: [true, false, true],
  },
  {
    of: ['BrowserWindow.maximize', 'BrowserWindow.isMaximized', 'BrowserWindow.getNormalBounds'],
    says: 'The normal bounds of a maximized window are those it had before.',
    source: spec(
      'BrowserWindow.getNormalBounds() Maximized state checks normal bounds when maximized',
    ),
    see: inMain(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ x: 40, y: 50, width: 400, height: 300 });
      const before = window.getBounds();
      const maximized = new Promise<void>((resolve) =>
        window.once('maximize', () => {
          resolve();
        }),
      );
      window.maximize();
      await maximized;
      const normal = window.getNormalBounds();
      const isMaximized = window.isMaximized();
      window.destroy();
      return [isMaximized, JSON.stringify(normal) === JSON.stringify(before)];
    }),
    expected: [true, true],
  },
  {
    of: ['BrowserWindow.maximize'],
    says: 'The window fills the screen.',
    source: docs('win.maximize()'),
    differs: 'There is no screen to fill: its size stays, and the maximized state alone is kept.',
    see: inMain(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ width: 400, height: 300 });
      const maximized = new Promise<void>((resolve) =>
        window.once('maximize', () => {
          resolve();
        }),
      );
      window.maximize();
      await maximized;
      const [width = 0] = window.getSize();
      window.destroy();
      return width > 400;
    }),
    expected: true,
  },
  {
    of: ['BrowserWindow.fromWebContents', 'BrowserWindow.webContents', 'WebContents.isDestroyed'],
    says: 'The window that has the contents; its contents are destroyed with it.',
    source: spec(
      'BrowserWindow.fromWebContents(webContents) returns the window with the webContents',
    ),
    see: inMain(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const { webContents } = window;
      const found = BrowserWindow.fromWebContents(webContents) === window;
      const before = webContents.isDestroyed();
      window.destroy();
      return [found, before, webContents.isDestroyed()];
    }),
    expected: [true, false, true],
  },
  {
    of: ['BrowserWindow.setOverlayIcon'],
    says: 'Lays a picture over the icon in the task bar, on Windows alone.',
    source: docs('win.setOverlayIcon(overlay, description) _Windows_'),
    cannot: 'Windows does not tell what it shows; Candor calls it there alone.',
  },
  {
    of: ['BrowserWindow event session-end'],
    says: 'Told when Windows ends the session, where will-quit is not.',
    source: docs("Event: 'session-end' _Windows_"),
    cannot: 'Only Windows says so, as it shuts down.',
  },
];
