import { app, BrowserWindow, dialog, type WebContents } from 'electron';
import type { TFunction } from 'i18next';

const RELOAD = 1;

async function ask(contents: WebContents, t: TFunction, signal: AbortSignal): Promise<void> {
  const window = BrowserWindow.fromWebContents(contents);
  if (!window) return;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: t('app.name'),
    message: t('hang.message'),
    detail: t('hang.detail'),
    buttons: [t('hang.wait'), t('hang.reload')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    signal,
  });
  if (response !== RELOAD || signal.aborted || contents.isDestroyed()) return;
  // An unresponsive page can't be reloaded; one whose process has gone is restored (recoverWindows.ts).
  contents.forcefullyCrashRenderer();
}

/** Asks, over an unresponsive window, whether to wait or to reload it; the question goes away once it responds. */
export function askAboutHangs(texts: () => TFunction): void {
  app.on('web-contents-created', (_event, contents) => {
    let asking = new AbortController();
    const stop = () => {
      asking.abort();
    };
    contents.on('unresponsive', () => {
      stop();
      asking = new AbortController();
      void ask(contents, texts(), asking.signal);
    });
    contents.on('responsive', stop);
    contents.on('render-process-gone', stop);
    contents.once('destroyed', stop);
  });
}
