import { app, BrowserWindow } from 'electron';
import { APP_ORIGIN, registerAppScheme, serveApp } from '../../windows/appProtocol.ts';
import { sealProcess, sealWindows } from '../../security/security.ts';

/** An application with nothing but the client's seal, and a page for whatever a page may try. */
registerAppScheme();
sealProcess();
void app.whenReady().then(() => {
  const seal = sealWindows(undefined);
  serveApp(import.meta.dirname, {});
  const window = new BrowserWindow({ show: false });
  Object.assign(globalThis, {
    allowPeers: (areAllowed: boolean) => {
      seal.allowPeers(window.webContents, areAllowed);
    },
  });
  void window.loadURL(`${APP_ORIGIN}/index.html`);
});
