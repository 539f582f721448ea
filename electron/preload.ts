import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { callNames, channel, noticeNames, type NoticeName } from '../contract/channels.ts';
import type { Api, Notices } from '../contract/ipc.ts';

const asked = Object.fromEntries(
  callNames.map((name) => [name, (input: unknown) => ipcRenderer.invoke(channel(name), input)]),
);

const on: Api['on'] = <N extends NoticeName>(name: N, listener: (value: Notices[N]) => void) => {
  if (!noticeNames.includes(name)) return () => undefined;
  const receive = (_event: IpcRendererEvent, value: Notices[N]) => {
    listener(value);
  };
  ipcRenderer.on(channel(name), receive);
  return () => {
    ipcRenderer.off(channel(name), receive);
  };
};

contextBridge.exposeInMainWorld('candor', { ...asked, on });
