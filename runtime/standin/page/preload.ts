/// <reference lib="dom" />
import type { Bridge } from './bridge.ts';
import type { Codec } from './codec.ts';
import type { Downward, PreloadSettings, Upward } from './messages.ts';

type Listener = (event: unknown, ...args: unknown[]) => void;
type Preload = (
  require: (name: string) => unknown,
  module: object,
  exports: object,
  process: object,
) => void;

/** The renderer's half of Electron, run in the isolated world; injected as source text. */
export function runPreload(
  settings: PreloadSettings,
  codec: Codec,
  bridge: Bridge,
  preload: Preload | undefined,
): void {
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const up = (message: Upward): void => {
    world[settings.binding]?.(JSON.stringify(message));
  };
  const { ipcRenderer, receive } = createIpcRenderer(codec, up);
  world[settings.deliver] = (text) => {
    receive(JSON.parse(text) as Downward);
  };
  const electron = refuseOthers('electron', {
    ipcRenderer,
    contextBridge: refuseOthers('contextBridge', { exposeInMainWorld: bridge.expose }),
    webFrame: refuseOthers('webFrame', { getZoomFactor: () => window.devicePixelRatio }),
  });
  const require = (name: string): unknown => {
    if (/^electron(\/(common|renderer))?$/.test(name)) return electron;
    throw new Error(`A sandboxed preload cannot require ${name}; bundle it`);
  };
  const { platform, versions, argv } = settings;
  const about = { type: 'renderer', sandboxed: true, contextIsolated: true, env: {} };
  const module = { exports: {} };
  try {
    preload?.(require, module, module.exports, { platform, versions, argv, ...about });
  } catch (error) {
    console.error('Unable to load preload script:', error);
    up({ kind: 'preloadError', error: codec.encode(error) });
  }
}

function refuseOthers<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, property): unknown {
      if (property in object || typeof property === 'symbol' || property === 'then') {
        return Reflect.get(object, property);
      }
      const where = 'runtime/standin/page/preload.ts';
      throw new Error(`The stand-in has no ${name}.${property} in a preload; add it in ${where}`);
    },
  });
}

function createIpcRenderer(codec: Codec, up: (message: Upward) => void) {
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  const add = (channel: string, listener: Listener, once: boolean): object => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener): object => {
    const others = (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener);
    listeners.set(channel, others);
    return ipcRenderer;
  };
  const ipcRenderer: object = refuseOthers('ipcRenderer', {
    send: (channel: string, ...args: unknown[]) => {
      up({ kind: 'send', channel, args: codec.encode(args) });
    },
    invoke: async (channel: string, ...args: unknown[]) => {
      const sent = codec.encode(args);
      last += 1;
      const answer = Promise.withResolvers<unknown>();
      pending.set(last, answer);
      up({ kind: 'invoke', id: last, channel, args: sent });
      return answer.promise;
    },
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel: string) => {
      listeners.delete(channel);
      return ipcRenderer;
    },
  });
  const receive = (message: Downward): void => {
    if (message.kind === 'answer') {
      const waiting = pending.get(message.id);
      pending.delete(message.id);
      const value = codec.decode(message.value);
      if (message.ok) waiting?.resolve(value);
      else waiting?.reject(value);
      return;
    }
    const args = codec.decode(message.args) as unknown[];
    for (const { once, listener } of listeners.get(message.channel) ?? []) {
      if (once) remove(message.channel, listener);
      listener({ sender: ipcRenderer, ports: [] }, ...args);
    }
  };
  return { ipcRenderer, receive };
}

export const preloadParts = [runPreload, refuseOthers, createIpcRenderer];
