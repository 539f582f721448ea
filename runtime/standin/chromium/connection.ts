import type { Readable, Writable } from 'node:stream';
import { EventEmitter } from 'node:events';
import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.js';

type Commands = ProtocolMapping.Commands;
type Events = ProtocolMapping.Events;
type Message = {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
  sessionId?: string;
};

/** One DevTools session: with the browser, a page, a frame or a worker. */
export type Session = {
  readonly id: string | undefined;
  send: <M extends keyof Commands>(
    method: M,
    ...params: Commands[M]['paramsType']
  ) => Promise<Commands[M]['returnType']>;
  on: <E extends keyof Events>(event: E, listener: (params: Events[E][0]) => void) => void;
};

export type Connection = {
  readonly browser: Session;
  session: (id: string) => Session;
  readonly closed: Promise<void>;
};

/** Speaks the DevTools protocol over the pipe whose closing also ends Chromium. */
export function connect(input: Writable, output: Readable): Connection {
  const waiting = new Map<
    number,
    { method: string; resolve: (v: unknown) => void; reject: (e: Error) => void }
  >();
  const sessions = new Map<string, EventEmitter>();
  let last = 0;
  let over = false;
  const open = (id: string | undefined): Session => {
    const events = sessions.get(id ?? '') ?? new EventEmitter({ captureRejections: false });
    events.setMaxListeners(0);
    sessions.set(id ?? '', events);
    return {
      id,
      send: (method, ...params) =>
        new Promise((resolve, reject) => {
          if (over) {
            reject(new Error(`Chromium is gone (${method})`));
            return;
          }
          last += 1;
          waiting.set(last, { method, resolve: resolve as (v: unknown) => void, reject });
          input.write(
            `${JSON.stringify({ id: last, method, params: params[0], sessionId: id })}\0`,
          );
        }),
      on: (event, listener) => {
        events.on(event, listener as (params: unknown) => void);
      },
    };
  };
  const receive = (message: Message): void => {
    if (message.id === undefined) {
      sessions.get(message.sessionId ?? '')?.emit(message.method ?? '', message.params);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.resolve(message.result);
    else asked?.reject(new Error(`${asked.method}: ${message.error.message}`));
  };
  const closed = new Promise<void>((resolve) => {
    const end = (): void => {
      over = true;
      for (const { method, reject } of waiting.values())
        reject(new Error(`Chromium is gone (${method})`));
      waiting.clear();
      resolve();
    };
    input.on('error', end);
    output.on('error', end).on('close', end).on('end', end);
  });
  readMessages(output, receive);
  return { browser: open(undefined), session: open, closed };
}

function readMessages(output: Readable, receive: (message: Message) => void): void {
  let parts: Buffer[] = [];
  output.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end));
      const text = Buffer.concat(parts).toString('utf8');
      parts = [];
      start = end + 1;
      try {
        receive(JSON.parse(text) as Message);
      } catch (error) {
        // A listener's error is reported like any other uncaught one, and costs no later message.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  });
}
