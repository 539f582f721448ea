import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

type BoxOptions = Electron.MessageBoxOptions;

/** Dialogs that nobody can answer: each is printed and gets its default answer. */
export function createDialog(): typeof Electron.dialog {
  const answer = (first: unknown, second?: BoxOptions): Electron.MessageBoxReturnValue => {
    const {
      message,
      detail = '',
      defaultId,
      cancelId,
      checkboxChecked = false,
    } = second ?? (first as BoxOptions);
    console.error(`[dialog] ${message} ${detail}`.trimEnd());
    return { response: cancelId ?? defaultId ?? 0, checkboxChecked };
  };
  const dialog = {
    showErrorBox: (title: string, content: string) => {
      console.error(`[error] ${title}\n${content}`);
    },
    showMessageBox: (first: unknown, second?: BoxOptions) => Promise.resolve(answer(first, second)),
    showMessageBoxSync: (first: unknown, second?: BoxOptions) => answer(first, second).response,
    // Nobody chose a place, which is what a person's Cancel says.
    showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
    showSaveDialogSync: () => '',
    showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
  } satisfies Partial<Record<keyof typeof Electron.dialog, unknown>>;
  return strict('dialog', 'dialog.ts', dialog) as unknown as typeof Electron.dialog;
}
