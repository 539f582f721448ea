import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

/** Hands things to the desktop where there is one, and says so where there is none. */
export function createShell(): typeof Electron.shell {
  const open = (what: string): void => {
    console.error(`[shell] open ${what}`);
    if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return;
    spawn('xdg-open', [what], { detached: true, stdio: 'ignore' })
      .on('error', (error) => {
        console.error(`[shell] ${error.message}`);
      })
      .unref();
  };
  const shell = {
    openExternal: (url: string) => {
      open(new URL(url).href);
      return Promise.resolve();
    },
    openPath: (path: string) => {
      open(path);
      return Promise.resolve('');
    },
    showItemInFolder: open,
    beep: () => undefined,
    trashItem: (path: string) => rm(path, { recursive: true }),
  } satisfies Partial<typeof Electron.shell>;
  return strict('shell', 'shell.ts', shell) as unknown as typeof Electron.shell;
}
