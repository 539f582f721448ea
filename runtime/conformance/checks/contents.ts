import { inMain, type Check, type Kit, type See } from '../checks.ts';

declare const conformance: Kit;

const spec = (title: string): string => `spec/api-web-contents-spec.ts "${title}"`;
const docs = (heading: string): string => `docs/api/web-contents.md "${heading}"`;

/** Loads a window of its own, and collects the events that an action of its page causes in the main process. */
const away: See = inMain(async () => {
  const window = await conformance.open();
  const { webContents } = window;
  const asked: unknown[] = [];
  const started: { url: string; isMainFrame: boolean; isSameDocument: boolean }[] = [];
  webContents.on('will-navigate', (event) => {
    asked.push(event.url);
    event.preventDefault();
  });
  webContents.on('did-start-navigation', ({ url, isMainFrame, isSameDocument }) => {
    started.push({ url, isMainFrame, isSameDocument });
  });
  const told = new Promise<void>((resolve) =>
    webContents.once('will-navigate', () => {
      resolve();
    }),
  );
  await webContents.executeJavaScript("location.href = 'https://elsewhere.example/'; 0");
  await told;
  await webContents.executeJavaScript("location.hash = 'part'; 0");
  await webContents.executeJavaScript('new Promise((resolve) => setTimeout(resolve))');
  const url = webContents.getURL();
  window.destroy();
  return { asked, within: started.filter(({ isSameDocument }) => isSameDocument), url };
});

/** What a page's contents do as they load, move, crash and end. */
export const contentsChecks: readonly Check[] = [
  {
    of: ['WebContents event will-navigate', 'WebContents.on'],
    says: 'Told of what the page itself wants, within its document not; refused, the page stays.',
    source:
      docs("Event: 'will-navigate'") +
      ', ' +
      'spec/api-browser-window-spec.ts "will-navigate event allows the window to be closed from the event listener"',
    see: away,
    expected: {
      asked: ['https://elsewhere.example/'],
      within: [
        { url: 'app://conformance/index.html#part', isMainFrame: true, isSameDocument: true },
      ],
      url: 'app://conformance/index.html#part',
    },
  },
  {
    of: ['WebContents event will-navigate'],
    says: 'Not told of loadURL.',
    source: docs("Event: 'will-navigate'"),
    see: inMain(async () => {
      const window = await conformance.open();
      let asked = 0;
      window.webContents.on('will-navigate', () => {
        asked += 1;
      });
      await window.loadURL('app://conformance/child.html');
      window.destroy();
      return asked;
    }),
    expected: 0,
  },
  {
    of: [
      'WebContents event did-start-navigation',
      'WebContentsDidStartNavigationEventParams.isMainFrame',
      'WebContentsDidStartNavigationEventParams.isSameDocument',
    ],
    says: 'Told of each frame’s document as it begins to load.',
    source: docs("Event: 'did-start-navigation'"),
    see: inMain(async () => {
      const window = await conformance.open({}, 'app://conformance/child.html');
      const told: object[] = [];
      window.webContents.on('did-start-navigation', ({ url, isMainFrame, isSameDocument }) =>
        told.push({ url, isMainFrame, isSameDocument }),
      );
      await window.loadURL('app://conformance/index.html');
      window.destroy();
      return told;
    }),
    expected: [
      { url: 'app://conformance/index.html', isMainFrame: true, isSameDocument: false },
      { url: 'app://conformance/child.html', isMainFrame: false, isSameDocument: false },
    ],
  },
  {
    of: ['WebContents event did-fail-load', 'BrowserWindow.loadURL'],
    says: 'A load that fails is refused and told with Chromium’s code and number; refused unheard, it is no fault.',
    source:
      spec('loadURL() promise API sets appropriate error information on rejection') +
      ', ' +
      docs("Event: 'did-fail-load'"),
    see: inMain(async ({ BrowserWindow, session }) => {
      const own = session.fromPartition('conformance-fail');
      own.webRequest.onBeforeRequest((_details, answer) => {
        answer({ cancel: true });
      });
      const window = new BrowserWindow({ show: false, webPreferences: { session: own } });
      const told = new Promise<unknown[]>((resolve) =>
        window.webContents.once('did-fail-load', (_event, ...about) => {
          resolve(about.slice(0, 4));
        }),
      );
      let stray = 0;
      const count = () => {
        stray += 1;
      };
      process.on('unhandledRejection', count);
      void window.loadURL('https://unheard.example/');
      const first = await told;
      const error = await window
        .loadURL('https://blocked.example/')
        .catch((reason: unknown) => reason);
      process.off('unhandledRejection', count);
      window.destroy();
      const { code, errno, url } = error as { code: string; errno: number; url: string };
      return [first, { code, errno, url }, stray];
    }),
    expected: [
      [-20, 'ERR_BLOCKED_BY_CLIENT', 'https://unheard.example/', true],
      { code: 'ERR_BLOCKED_BY_CLIENT', errno: -20, url: 'https://blocked.example/' },
      0,
    ],
  },
  {
    of: ['WebContents event destroyed', 'WebContents.once'],
    says: 'Told with the window’s end, when the contents are destroyed already.',
    source: docs("Event: 'destroyed'"),
    see: inMain(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const { webContents } = window;
      const told = new Promise((resolve) =>
        webContents.once('destroyed', () => {
          resolve(webContents.isDestroyed());
        }),
      );
      window.destroy();
      return told;
    }),
    expected: true,
  },
  {
    of: ['WebContents event preload-error'],
    says: 'Told the preload’s path and the error that nothing in it caught.',
    source: spec('is triggered when unhandled exception is thrown'),
    see: inMain(async ({ BrowserWindow }) => {
      const { preload } = conformance;
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, additionalArguments: ['--preload-throws'] },
      });
      const told = new Promise<[string, Error]>((resolve) =>
        window.webContents.once('preload-error', (_event, path, error) => {
          resolve([path, error]);
        }),
      );
      await window.loadURL('app://conformance/index.html');
      const [path, { message }] = await told;
      window.destroy();
      return [path === preload, message];
    }),
    expected: [true, 'thrown by the preload'],
  },
  {
    of: [
      'WebContents.forcefullyCrashRenderer',
      'WebContents event render-process-gone',
      'App event render-process-gone',
      'RenderProcessGoneDetails.reason',
      'RenderProcessGoneDetails.exitCode',
      'WebContents.reload',
    ],
    says: 'The application is told before the contents’ own listeners, with the same details; reload() brings the page back.',
    source:
      spec('forcefullyCrashRenderer() crashes the process with reason=killed||crashed') +
      ', lib/browser/api/web-contents.ts "render-process-gone"',
    see: inMain(async ({ app }) => {
      const window = await conformance.open({}, 'app://conformance/child.html');
      const { webContents } = window;
      const told: [string, { reason: string; exitCode: number }][] = [];
      const gone = new Promise<void>((resolve) => {
        app.once('render-process-gone', (_event, contents, details) => {
          told.push([contents === webContents ? 'app' : 'another', details]);
        });
        webContents.once('render-process-gone', (_event, details) => {
          told.push(['contents', details]);
          setImmediate(resolve);
        });
      });
      webContents.forcefullyCrashRenderer();
      await gone;
      const loaded = new Promise<void>((resolve) =>
        webContents.once('did-finish-load', () => {
          resolve();
        }),
      );
      webContents.reload();
      await loaded;
      const text: unknown = await webContents.executeJavaScript('document.body.innerText');
      window.destroy();
      return [
        told.map(([who]) => who),
        told.every(([, { reason }]) => reason === 'crashed' || reason === 'killed'),
        told.every(([, { exitCode }]) => Number.isInteger(exitCode)),
        text,
      ];
    }),
    expected: [['app', 'contents'], true, true, 'Child'],
  },
  {
    of: ['WebContents.setWindowOpenHandler', 'WindowOpenHandlerResponse.action'],
    says: 'The handler is told what a page wants to open; denied, window.open gives null.',
    source:
      docs('contents.setWindowOpenHandler(handler)') +
      ', docs/api/window-open.md "window.open(url[, frameName][, features])"',
    see: inMain(async ({ BrowserWindow }) => {
      const window = await conformance.open();
      const asked: object[] = [];
      const before = BrowserWindow.getAllWindows().length;
      window.webContents.setWindowOpenHandler(({ url, frameName, features }) => {
        asked.push({ url, frameName, features });
        return { action: 'deny' };
      });
      const opened: unknown = await window.webContents.executeJavaScript(
        "window.open('https://pop.example/', 'its-name', 'width=300')",
        true,
      );
      while (asked.length === 0) await new Promise(setImmediate);
      const more = BrowserWindow.getAllWindows().length - before;
      window.destroy();
      return [opened, asked, more];
    }),
    expected: [
      null,
      [{ url: 'https://pop.example/', frameName: 'its-name', features: 'width=300' }],
      0,
    ],
  },
  {
    of: ['WebContents event will-attach-webview'],
    says: 'Where the preference webviewTag is not set, <webview> is an unknown element, and never attached.',
    source: docs("Event: 'will-attach-webview'") + ', docs/api/webview-tag.md "Enabling"',
    see: inMain(async () => {
      const window = await conformance.open();
      let told = 0;
      window.webContents.on('will-attach-webview', () => {
        told += 1;
      });
      const kind: unknown = await window.webContents.executeJavaScript(
        "document.body.append(Object.assign(document.createElement('webview'), { src: 'app://conformance/child.html' })); typeof document.querySelector('webview').getWebContentsId",
      );
      window.destroy();
      return [kind, told];
    }),
    expected: ['undefined', 0],
  },
  {
    of: ['WebContents.setWebRTCIPHandlingPolicy'],
    says: 'The policy that was set is the one that is told; `default` before.',
    source: docs('contents.setWebRTCIPHandlingPolicy(policy)'),
    see: inMain(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const { webContents } = window;
      const before = webContents.getWebRTCIPHandlingPolicy();
      webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
      const after = webContents.getWebRTCIPHandlingPolicy();
      window.destroy();
      return [before, after];
    }),
    expected: ['default', 'disable_non_proxied_udp'],
  },
];
