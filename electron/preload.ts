import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { channel } from '../contract/channels.ts';
import type { Api, CallName, NoticeName, Notices } from '../contract/ipc.ts';

// Replaced by electron.vite.config.ts with what the contract declares: bundling its parsers for a name would be too
// much.
declare const CALL_NAMES: readonly CallName[];
declare const NOTICE_NAMES: readonly NoticeName[];

const asked = Object.fromEntries(
  CALL_NAMES.map((name) => [name, (input: unknown) => ipcRenderer.invoke(channel(name), input)]),
);

const on: Api['on'] = <N extends NoticeName>(name: N, listener: (value: Notices[N]) => void) => {
  if (!NOTICE_NAMES.includes(name)) return () => undefined;
  const receive = (_event: IpcRendererEvent, value: Notices[N]) => {
    listener(value);
  };
  ipcRenderer.on(channel(name), receive);
  return () => {
    ipcRenderer.off(channel(name), receive);
  };
};

contextBridge.exposeInMainWorld('candor', { ...asked, on });
