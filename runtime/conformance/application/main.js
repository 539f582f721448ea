import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { app, BrowserWindow, crashReporter, ipcMain, protocol } from 'electron';
import { liveScenario } from './scenarios.js';

/** @import { Kit } from '../checks.ts' */

/** @type {Record<string, string>} */
const types = { '.html': 'text/html', '.js': 'text/javascript' };
/** @type {string[]} */
const events = [];
const preload = join(import.meta.dirname, 'preload.cjs');

const failure = async (/** @type {() => unknown} */ act) => {
  try {
    await act();
    return 'none';
  } catch (error) {
    return String(error);
  }
};

/** What the checks find in this process, under its global name. @type {Kit} */
const kit = {
  events,
  secondInstances: [],
  requests: [],
  preload,
  early: { isReady: app.isReady(), proxied: '' },
  failure,
  open: async (options = {}, url = 'app://conformance/index.html') => {
    const { webPreferences, ...others } = options;
    const window = new BrowserWindow({
      show: false,
      ...others,
      webPreferences: { preload, sandbox: true, ...webPreferences },
    });
    await window.loadURL(url);
    return window;
  },
  serve: () =>
    new Promise((resolve) => {
      const server = createServer(({ url = '', headers }, response) => {
        kit.requests.push({ url, headers });
        if (url === '/redirect') response.writeHead(302, { location: '/arrived' });
        response.end('served');
      });
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        if (address === null || typeof address === 'string') throw new Error('There is no port');
        resolve({ url: `http://127.0.0.1:${address.port}`, close: () => void server.close() });
      });
    }),
};
Object.assign(globalThis, { conformance: kit });

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();
app.commandLine.appendSwitch('conformance-switch', 'appended');
crashReporter.start({ uploadToServer: false });
for (const name of /** @type {const} */ (['session-created', 'ready', 'activate', 'open-url'])) {
  app.on(/** @type {'ready'} */ (name), () => {
    events.push(name);
  });
}

if (app.commandLine.hasSwitch('scenario')) liveScenario();
else if (app.requestSingleInstanceLock({ note: 'additional data' }))
  void app.whenReady().then(start);
else {
  console.log('> not the first');
  app.exit(3);
}

async function start() {
  events.push('whenReady');
  app.on('window-all-closed', () => {
    events.push('window-all-closed');
  });
  app.on('second-instance', (_event, argv, folder, data) => {
    kit.secondInstances.push({ argv, folder, data });
  });
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/throws') throw new Error('refused by the handler');
    if (pathname === '/echo') {
      const said = { method: request.method, body: await request.text(), url: request.url };
      return Response.json(said, { status: 201, headers: { 'x-told': 'yes' } });
    }
    try {
      const body = await readFile(join(import.meta.dirname, 'page', pathname));
      return new Response(body, { headers: { 'content-type': types[extname(pathname)] ?? '' } });
    } catch {
      return new Response('', { status: 404 }); // There is no such file.
    }
  });
  ipcMain.handle('echo', (_event, ...args) => args);
  ipcMain.handle('whose', (event) => ({
    isSender: BrowserWindow.fromWebContents(event.sender) !== null,
    url: event.senderFrame?.url,
    hasParent: event.senderFrame?.parent !== null,
  }));
  ipcMain.handle('fail', () => {
    throw new RangeError('too far');
  });
  await kit.open({ title: 'First' });
}
