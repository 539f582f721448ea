import { app, BrowserWindow, dialog } from 'electron';
import type { TFunction } from 'i18next';
import { createRestarts, type Restarts } from './core/crash/restarts.ts';

/**
 * Brings a window back after its renderer crashed, at the same address: what comes after `#` in it is where
 * the person was (see renderer/place.ts). After the third crash within a minute it asks instead.
 */
export function recoverWindows(texts: () => TFunction): void {
  const restarts = new WeakMap<BrowserWindow, Restarts>();

  const askWhetherToGoOn = async (window: BrowserWindow, mine: Restarts): Promise<void> => {
    const t = texts();
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: t('app.name'),
      message: t('crash.stopped.message'),
      detail: t('crash.stopped.detail'),
      buttons: [t('crash.stopped.again'), t('crash.stopped.quit')],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (response !== 0) {
      app.quit();
    } else if (!window.isDestroyed()) {
      mine.forget();
      window.webContents.reload();
    }
  };

  app.on('render-process-gone', (_event, contents, { reason }) => {
    const window = BrowserWindow.fromWebContents(contents);
    if (!window || window.isDestroyed() || reason === 'clean-exit') return;
    const mine = restarts.get(window) ?? createRestarts(() => performance.now());
    restarts.set(window, mine);
    if (mine.mayComeBack()) contents.reload();
    else void askWhetherToGoOn(window, mine);
  });
}
