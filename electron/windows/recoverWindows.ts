import { app, dialog, type WebContents } from 'electron';
import type { TFunction } from 'i18next';
import { askAboutHangs } from './askAboutHangs.ts';
import { createRestarts, type Restarts } from '../core/crash/restarts.ts';

/**
 * Restores a window after its renderer crashed, at the same address: what comes after `#` in it is where the person
 * was (see renderer/app/place.ts). After the third crash within a minute it asks instead. If a window hangs it asks
 * whether to end its process, and so to restore it.
 */
export function recoverWindows(texts: () => TFunction): void {
  askAboutHangs(texts);
  const restarts = new WeakMap<WebContents, Restarts>();

  const askWhetherToGoOn = async (contents: WebContents, mine: Restarts): Promise<void> => {
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
    } else if (!contents.isDestroyed()) {
      mine.reset();
      contents.reload();
    }
  };

  app.on('render-process-gone', (_event, contents, { reason }) => {
    if (reason === 'clean-exit') return;
    const mine = restarts.get(contents) ?? createRestarts(() => performance.now());
    restarts.set(contents, mine);
    if (!mine.mayComeBack()) {
      void askWhetherToGoOn(contents, mine);
      return;
    }
    // Not while Chromium is still reporting the crash.
    setImmediate(() => {
      if (!contents.isDestroyed()) contents.reload();
    });
  });
}
