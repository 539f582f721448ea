import { once } from 'node:events';
import JsSIP from 'jssip';
import WebSocket from 'ws';

/** A SIP client that is not ours: JsSIP, in Node. */
export interface Phone {
  readonly address: string;
  /** Resolves at the next registration. */
  readonly registered: () => Promise<void>;
  readonly send: (to: string, text: string) => Promise<number>;
  readonly received: { readonly from: string; readonly text: string }[];
  readonly ua: InstanceType<typeof JsSIP.UA>;
  readonly stop: () => void;
}

interface PhoneOptions {
  readonly url: string;
  readonly address: string;
  readonly password: string;
  /** The authority behind the pool's certificate, if it is none that Node trusts. */
  readonly ca?: Buffer;
}

interface Heard {
  readonly originator: string;
  readonly request: {
    readonly from: { readonly uri: { readonly user: string; readonly host: string } };
    readonly body?: unknown;
  };
}

const TRANSPORT_FAILED = 0;

/** What JsSIP takes for the browser's WebSocket. */
const trusting = (ca: Buffer) =>
  class extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol, { ca });
    }
  };

export function createPhone({ url, address, password, ca }: PhoneOptions): Phone {
  Object.assign(globalThis, { WebSocket: ca ? trusting(ca) : WebSocket });
  const received: { from: string; text: string }[] = [];
  const ua = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(url)],
    uri: `sip:${address}`,
    password,
    register: true,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 2,
  });
  ua.on('newMessage', ({ originator, request }: Heard) => {
    if (originator !== 'remote') return;
    received.push({
      from: `${request.from.uri.user}@${request.from.uri.host}`,
      text: String(request.body),
    });
  });
  ua.start();
  return {
    address,
    received,
    ua,
    registered: () =>
      new Promise((resolve, reject) => {
        ua.once('registered', () => {
          resolve();
        });
        ua.once('registrationFailed', ({ cause }) => {
          reject(new Error(String(cause)));
        });
      }),
    send: (to, text) =>
      new Promise((resolve) => {
        ua.sendMessage(`sip:${to}`, text, {
          eventHandlers: {
            succeeded: () => {
              resolve(200);
            },
            failed: ({ response }) => {
              resolve(
                (response as { status_code?: number } | null)?.status_code ?? TRANSPORT_FAILED,
              );
            },
          },
        });
      }),
    stop: () => {
      ua.stop();
    },
  };
}

/** A client that says exactly what it is told to. */
export interface RawPhone {
  readonly say: (lines: readonly string[], body?: string) => void;
  readonly sayText: (text: string) => void;
  /** The next message that starts with this. */
  readonly receive: (start: string) => Promise<string>;
  readonly heard: string[];
  readonly socket: WebSocket;
}

/** @param headers what a proxy adds to the opening request. */
export async function createRawPhone(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawPhone> {
  const socket = new WebSocket(url, 'sip', { headers });
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    heard.push(data.toString());
    for (const wake of waiting) wake();
  });
  await once(socket, 'open');
  return {
    socket,
    heard,
    sayText: (text) => {
      socket.send(text);
    },
    say: (lines, body = '') => {
      socket.send([...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
    },
    receive: (start) =>
      new Promise((resolve) => {
        const look = () => {
          const at = heard.findIndex((text) => text.startsWith(start));
          if (at < 0) return;
          waiting.delete(look);
          resolve(heard.splice(at, 1)[0] ?? '');
        };
        waiting.add(look);
        look();
      }),
  };
}
