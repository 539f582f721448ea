import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { decode, encode } from '../channel.ts';
import type { Downward, IpcMessage } from '../page/messages.ts';
import { strict } from '../unimplemented.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;
type Sender = { readonly contents: Electron.WebContents; readonly frame: Electron.WebFrameMain };
type Reply = (message: Downward) => void;

export type IpcCore = {
  readonly module: Electron.IpcMain;
  deliver: (message: IpcMessage, sender: Sender, reply: Reply) => void;
};

export function createIpcMain(): IpcCore {
  const events = new EventEmitter();
  const handlers = new Map<string, Handler>();
  const methods = {
    handle: (channel: string, handler: Handler) => {
      if (handlers.has(channel)) {
        throw new Error(`Attempted to register a second handler for '${channel}'`);
      }
      if (typeof (handler as unknown) !== 'function') {
        throw new TypeError(
          `Expected handler to be a function, but found type '${typeof handler}'`,
        );
      }
      handlers.set(channel, handler);
    },
    handleOnce: (channel: string, handler: Handler) => {
      methods.handle(channel, (event, ...args) => {
        handlers.delete(channel);
        return handler(event, ...args);
      });
    },
    removeHandler: (channel: string) => {
      handlers.delete(channel);
    },
  } satisfies Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;
  return {
    module: strict('ipcMain', 'ipcMain.ts', Object.assign(events, methods)),
    deliver: (message, sender, reply) => {
      const args = decode(message.args) as unknown[];
      const event = eventOf(sender, reply);
      if (message.kind === 'send') events.emit(message.channel, event, ...args);
      else void answer(handlers.get(message.channel), event, args, message).then(reply);
    },
  };
}

async function answer(
  handler: Handler | undefined,
  event: Electron.IpcMainInvokeEvent,
  args: unknown[],
  { id, channel }: { id: number; channel: string },
): Promise<Downward> {
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return { kind: 'answer', id, ok: true, value: encode(await handler(event, ...args)) };
  } catch (error) {
    const known = new Error(`Error invoking remote method '${channel}': ${String(error)}`);
    known.stack = `Error: ${known.message}`;
    return { kind: 'answer', id, ok: false, value: encode(known) };
  }
}

function eventOf({ contents, frame }: Sender, reply: Reply): Electron.IpcMainInvokeEvent {
  const event = {
    type: 'frame' as const,
    sender: contents,
    senderFrame: frame,
    processId: frame.processId,
    frameId: frame.routingId,
    ports: [],
    defaultPrevented: false,
    preventDefault: () => undefined,
    reply: (channel: string, ...args: unknown[]) => {
      reply({ kind: 'message', channel, args: encode(args) });
    },
  };
  return event;
}
