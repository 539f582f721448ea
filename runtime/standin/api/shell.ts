import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

/** Electron's message for something that did not open. */
const FAILED = 'Failed to open path';

/** Passes things to the desktop if there is one, and says so if there is none. */
export function createShell(): typeof Electron.shell {
  const open = (what: string): Promise<string> => {
    console.error(`[shell] open ${what}`);
    if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return Promise.resolve('');
    return new Promise((resolve) => {
      spawn('xdg-open', [what], { detached: true, stdio: 'ignore' })
        .on('error', (error) => {
          console.error(`[shell] ${error.message}`);
          resolve(FAILED);
        })
        .on('exit', (code) => {
          resolve(code === 0 ? '' : FAILED);
        })
        .unref();
    });
  };
  const shell = {
    openExternal: async (url: string) => {
      const problem = await open(new URL(url).href);
      if (problem !== '') throw new Error(problem);
    },
    openPath: (path: string) => (existsSync(path) ? open(path) : Promise.resolve(FAILED)),
    showItemInFolder: (path: string) => void open(path),
    beep: () => undefined,
    trashItem: (path: string) => rm(path, { recursive: true }),
  } satisfies Partial<typeof Electron.shell>;
  return strict('shell', 'shell.ts', shell) as unknown as typeof Electron.shell;
}
