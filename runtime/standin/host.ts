import type * as Electron from 'electron';
import type { IpcCore } from './api/ipcMain.ts';
import type { Sessions } from './api/session.ts';
import type { Session as Devtools } from './chromium/connection.ts';
import type { Targets } from './chromium/targets.ts';
import type { KeyMessage } from './page/messages.ts';
import type { Schemes } from './schemes.ts';

/** What the pieces of the stand-in need from one another. */
export type Host = {
  readonly schemes: Schemes;
  readonly sessions: Sessions;
  readonly ipc: IpcCore;
  targets: () => Targets;
  browser: () => Devtools;
  locale: () => string;
  userAgent: () => string;
  tellApp: (event: string, ...args: unknown[]) => void;
  pressed: (key: KeyMessage, contents: Electron.WebContents) => void;
};
