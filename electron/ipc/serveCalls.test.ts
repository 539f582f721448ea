import { expect, it, vi } from 'vitest';
import { channel } from '../../contract/channels.ts';
import { notify } from './serveCalls.ts';

const electron = vi.hoisted(() => ({ BrowserWindow: {}, ipcMain: {}, app: {}, session: {} }));
vi.mock('electron', () => ({ ...electron, systemPreferences: {}, net: {}, protocol: {} }));

/** A window as Electron has it: using destroyed contents throws. */
function windowWith(isGone: { window: boolean; contents: boolean }) {
  const sent: string[] = [];
  const throwIf = (gone: boolean) => {
    if (gone) throw new TypeError('Object has been destroyed');
  };
  return {
    sent,
    isDestroyed: () => isGone.window,
    get webContents() {
      throwIf(isGone.window);
      return {
        isDestroyed: () => isGone.contents,
        send: (name: string) => {
          throwIf(isGone.contents);
          sent.push(name);
        },
      };
    },
  };
}

it('what is told while windows are being closed reaches those that stay, and throws at none', () => {
  const windows = [
    windowWith({ window: false, contents: true }),
    windowWith({ window: true, contents: true }),
    windowWith({ window: false, contents: false }),
  ];
  Object.assign(electron.BrowserWindow, { getAllWindows: () => windows });
  notify('networkReturned', undefined);
  expect(windows.map(({ sent }) => sent)).toEqual([[], [], [channel('networkReturned')]]);
});
