import { inMain, inPage, type Check, type Kit } from '../checks.ts';

declare const conformance: Kit;
declare const api: { atStart: () => object };

const spec = (title: string): string => `spec/api-browser-window-spec.ts "${title}"`;
const base = (option: string): string => `docs/api/structures/base-window-options.md "${option}"`;
const preferences = (option: string): string =>
  `docs/api/structures/web-preferences.md "${option}"`;

/** The options with which a window is created. */
export const windowOptionChecks: readonly Check[] = [
  {
    of: ['BaseWindowConstructorOptions.useContentSize', 'BrowserWindow.getContentBounds'],
    says: 'Width and height are those of the page, whatever stands around it.',
    source: 'docs/api/structures/base-window-options.md "useContentSize"',
    see: inMain(({ BrowserWindow }) => {
      const size = { width: 400, height: 300 };
      const window = new BrowserWindow({ show: false, useContentSize: true, ...size });
      const { width, height } = window.getContentBounds();
      window.destroy();
      return [width, height];
    }),
    expected: [400, 300],
  },
  {
    of: ['BrowserWindow.getContentBounds', 'Rectangle.height', 'Rectangle.y'],
    says: 'A window’s size counts what stands around its page, so the page is less high, and ends where the window does at the latest.',
    source: base('useContentSize') + ', docs/api/browser-window.md "win.getContentBounds()"',
    see: inMain(async () => {
      const window = await conformance.open({ width: 420, height: 310 });
      const [outer, page] = [window.getBounds(), window.getContentBounds()];
      const seen: unknown = await window.webContents.executeJavaScript('innerHeight');
      window.destroy();
      return [
        [outer.width, outer.height],
        page.height < outer.height,
        page.y + page.height <= outer.y + outer.height,
        seen === page.height,
      ];
    }),
    expected: [[420, 310], true, true, true],
  },
  {
    of: ['BaseWindowConstructorOptions.useContentSize', 'BrowserWindow.removeMenu'],
    says: 'A page whose own size was asked for keeps it without the menu, and the window gets less high.',
    source:
      base('useContentSize') +
      ', shell/browser/native_window_views.cc "Resize the window to make sure content size is not changed."',
    see: inMain(async () => {
      const window = await conformance.open({ useContentSize: true, width: 420, height: 310 });
      const before = window.getBounds().height;
      window.removeMenu();
      const { width, height } = window.getContentBounds();
      const isLower = window.getBounds().height < before;
      const seen: unknown = await window.webContents.executeJavaScript('innerHeight');
      window.destroy();
      return [before > 310, isLower, width, height, seen];
    }),
    expected: [true, true, 420, 310, 310],
  },
  {
    of: ['BrowserWindow.removeMenu'],
    says: 'A window without a menu can be had, and goes on.',
    source: 'docs/api/browser-window.md "win.removeMenu()"',
    see: inMain(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      window.removeMenu();
      const isThere = !window.isDestroyed();
      window.destroy();
      return isThere;
    }),
    expected: true,
  },
  {
    of: [
      'BaseWindowConstructorOptions.x',
      'BaseWindowConstructorOptions.y',
      'BaseWindowConstructorOptions.width',
      'BaseWindowConstructorOptions.height',
      'Rectangle.x',
      'Rectangle.y',
      'Rectangle.width',
      'Rectangle.height',
    ],
    says: 'The window has the place and the size that it was made with.',
    source:
      spec('BrowserWindow.setBounds(bounds[, animate]) sets the window bounds with full bounds') +
      ', ' +
      base('width'),
    see: inMain(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, x: 30, y: 40, width: 420, height: 310 });
      const bounds = window.getBounds();
      window.destroy();
      return bounds;
    }),
    expected: { x: 30, y: 40, width: 420, height: 310 },
  },
  {
    of: ['BaseWindowConstructorOptions.minWidth', 'BaseWindowConstructorOptions.minHeight'],
    says: 'The window’s least size.',
    source: spec(
      'BrowserWindow.setMinimum/MaximumSize(width, height) sets the maximum and minimum size of the window',
    ),
    see: inMain(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, minWidth: 320, minHeight: 240 });
      const least = window.getMinimumSize();
      window.destroy();
      return least;
    }),
    expected: [320, 240],
  },
  {
    of: ['BaseWindowConstructorOptions.title', 'BaseWindowConstructorOptions.show'],
    says: 'The title until the page has one of its own; with show: false, not visible.',
    source: base('title') + ', ' + base('show'),
    see: inMain(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, title: 'Its title' });
      const seen = [window.getTitle(), window.isVisible()];
      window.destroy();
      return seen;
    }),
    expected: ['Its title', false],
  },
  {
    of: ['BaseWindowConstructorOptions.backgroundColor'],
    says: 'The background until the page is drawn; told as #RRGGBB in capitals, white by default.',
    source: spec('BrowserWindow.getBackgroundColor()') + ', ' + base('backgroundColor'),
    see: inMain(({ BrowserWindow }) => {
      const windows = [{ backgroundColor: '#17191a' }, {}].map(
        (options) => new BrowserWindow({ show: false, ...options }),
      );
      const colours = windows.map((window) => window.getBackgroundColor());
      for (const window of windows) window.destroy();
      return colours;
    }),
    expected: ['#17191A', '#FFFFFF'],
  },
  {
    of: ['BaseWindowConstructorOptions.alwaysOnTop'],
    says: 'The window stays in front of others.',
    source: spec('BrowserWindow.setAlwaysOnTop(flag, level) sets the window as always on top'),
    see: inMain(({ BrowserWindow }) => {
      const windows = [true, false].map(
        (alwaysOnTop) => new BrowserWindow({ show: false, alwaysOnTop }),
      );
      const seen = windows.map((window) => window.isAlwaysOnTop());
      for (const window of windows) window.destroy();
      return seen;
    }),
    expected: [true, false],
  },
  {
    of: [
      'BaseWindowConstructorOptions.minimizable',
      'BaseWindowConstructorOptions.maximizable',
      'BaseWindowConstructorOptions.fullscreenable',
      'BaseWindowConstructorOptions.skipTaskbar',
    ],
    says: 'Takes the buttons from the title bar, the window from the task bar.',
    source:
      base('minimizable') + ', docs/api/browser-window.md "win.isMinimizable() _macOS_ _Windows_"',
    cannot: 'Linux implements the first three not at all, and none can be asked for the fourth.',
  },
  {
    of: ['BrowserWindowConstructorOptions.webPreferences', 'WebPreferences.preload'],
    says: 'The preload runs before the page’s first script, when the document is empty yet.',
    source: spec(
      '"webPreferences" option "preload" option loads the script before other scripts in window',
    ),
    see: inPage(() => [
      (globalThis as { preloadCameFirst?: boolean }).preloadCameFirst,
      (api.atStart() as { documentWasEmpty: boolean }).documentWasEmpty,
    ]),
    expected: [true, true],
  },
  {
    of: [
      'WebPreferences.sandbox',
      'WebPreferences.contextIsolation',
      'WebPreferences.nodeIntegration',
    ],
    says: 'The preload is sandboxed and isolated; the page has neither its globals nor Node’s.',
    source:
      spec(
        '"webPreferences" option "sandbox" option exposes full EventEmitter object to preload script',
      ) +
      ', ' +
      preferences('contextIsolation'),
    see: inPage(() => [
      api.atStart(),
      ['require', 'process', 'module', 'hiddenFromPage'].filter((name) => name in globalThis),
    ]),
    expected: [{ sandboxed: true, isolated: true, documentWasEmpty: true }, []],
  },
  {
    of: ['WebPreferences.backgroundThrottling'],
    says: 'Without throttling a hidden window’s page counts as visible.',
    source: 'docs/api/browser-window.md "Page visibility"',
    see: inMain(async () => {
      const window = await conformance.open({ webPreferences: { backgroundThrottling: false } });
      const state: unknown = await window.webContents.executeJavaScript('document.visibilityState');
      window.destroy();
      return state;
    }),
    expected: 'visible',
  },
];
