import { existsSync } from 'node:fs';
import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';
import { cancelled, refuseAllButText, refuseWrongOptions } from './messageBox.ts';

type BoxOptions = Electron.MessageBoxOptions;

/**
 * Blocks everything, as a modal box does, until a test closes it by creating this file; returns at once if none is
 * given.
 */
function standModal(closing: string | undefined): void {
  const still = new Int32Array(new SharedArrayBuffer(4));
  while (closing !== undefined && !existsSync(closing)) Atomics.wait(still, 0, 0, 50);
}

/**
 * Dialogs that nobody can answer: each is printed, and answered as if it were cancelled. An error box is printed before
 * the app is ready, and is a window after it, as Electron's is on Linux; a test closes that by the file that
 * CANDOR_STAND_IN_BOX_CLOSED names.
 */
export function createDialog(isReady: () => boolean): typeof Electron.dialog {
  const answer = (first: unknown, second?: BoxOptions): Electron.MessageBoxReturnValue => {
    const options = second ?? (first as BoxOptions);
    refuseWrongOptions(options);
    const { message, detail = '', checkboxChecked = false } = options;
    console.error(`[dialog] ${message} ${detail}`.trimEnd());
    return { response: cancelled(options), checkboxChecked };
  };
  const dialog = {
    showErrorBox: (title: string, content: string) => {
      if (isReady()) standModal(process.env['CANDOR_STAND_IN_BOX_CLOSED']);
      else console.error(`[error] ${title}\n${content}`);
    },
    showMessageBox: (first: unknown, second?: BoxOptions) => Promise.resolve(answer(first, second)),
    showMessageBoxSync: (first: unknown, second?: BoxOptions) => answer(first, second).response,
    // No path was chosen, as if the person had pressed Cancel.
    showSaveDialog: (first?: unknown, second?: Electron.SaveDialogOptions) => {
      const { title = '', defaultPath = '' } = second ?? (first as Electron.SaveDialogOptions);
      refuseAllButText({ Title: title, 'Default path': defaultPath });
      return Promise.resolve({ canceled: true, filePath: '' });
    },
    showSaveDialogSync: () => '',
    showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
  } satisfies Partial<Record<keyof typeof Electron.dialog, unknown>>;
  return strict('dialog', 'dialog.ts', dialog) as unknown as typeof Electron.dialog;
}
