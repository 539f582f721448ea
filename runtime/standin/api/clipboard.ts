import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

/** The stand-in's own clipboard: neither the desktop's nor Chromium's. */
export function createClipboard(): typeof Electron.clipboard {
  let text = '';
  const face = {
    readText: () => Promise.resolve(text),
    writeText: (written: string) => {
      text = written;
      return Promise.resolve();
    },
  } satisfies Partial<typeof Electron.clipboard>;
  return strict('clipboard', 'clipboard.ts', face) as unknown as typeof Electron.clipboard;
}
