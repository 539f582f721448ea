import { createHash } from 'node:crypto';
import WebSocket from 'ws';
import { retryDelay } from '../../renderer/sip/retryDelay.ts';
import { answerLines, requestLines } from '../../service/pool/testing/dialog.ts';

/** A device of one account, as sparing as can be, so that thousands of them fit beside the server. */
export interface Device {
  readonly connect: () => void;
  readonly isSignedIn: () => boolean;
  /** Sends a message; resolves with the milliseconds until it was answered, or rejects with the answer. */
  readonly write: (to: string, text: string) => Promise<number>;
  readonly close: () => void;
}

export interface Fleet {
  readonly url: string;
  /** A device signed in, so many milliseconds after it began to. */
  readonly signedIn: () => void;
  /** An answer that was neither a challenge nor a yes. */
  readonly refused: (answer: string) => void;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

interface Sent {
  readonly method: string;
  readonly uri: string;
  readonly to: string;
  readonly more: readonly string[];
  readonly body: string;
  readonly ended: (answer: string) => void;
}

const statusOf = (answer: string): string => answer.slice('SIP/2.0 '.length, 'SIP/2.0 200'.length);
const headerOf = (message: string, name: string): string =>
  new Map(
    message.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  ).get(name) ?? '';

/** Signs in, stays, and comes back after a loss as Candor does, see {@link retryDelay}. */
export function createDevice(address: string, password: string, fleet: Fleet): Device {
  const [user = '', realm = ''] = address.split('@');
  const ha1 = md5(`${user}:${realm}:${password}`);
  const pending = new Map<string, Sent>();
  let socket: WebSocket | undefined;
  let [isClosed, isIn, failures, calls] = [false, false, 0, 0];
  let timer: NodeJS.Timeout | undefined;

  const say = (lines: readonly string[], body = ''): void => {
    socket?.send([...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
  };
  const ask = (callId: string, cseq: number, sent: Sent, proof: readonly string[] = []): void => {
    pending.set(callId, sent);
    const { method, uri, to, more, body } = sent;
    const from = `<sip:${address}>;tag=f`;
    const branch = `${callId}${cseq}`;
    const request = { method, uri, from, to: `<sip:${to}>`, branch, callId, cseq };
    say(requestLines({ ...request, more: [...more, ...proof] }), body);
  };
  const prove = (answer: string, { method, uri }: Sent): string => {
    const nonce = /nonce="([^"]+)"/.exec(answer)?.[1] ?? '';
    const response = md5(`${ha1}:${nonce}:00000001:c:auth:${md5(`${method}:${uri}`)}`);
    const name = statusOf(answer) === '407' ? 'Proxy-Authorization' : 'Authorization';
    return `${name}: Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"`;
  };
  const begin = (sent: Sent): void => {
    calls += 1;
    ask(`${user}-${calls}-${Date.now().toString(36)}`, 1, sent);
  };

  const register = (): void => {
    begin({
      method: 'REGISTER',
      uri: `sip:${realm}`,
      to: address,
      more: [`Contact: <sip:${user}@${user}.invalid;transport=ws>`, 'Expires: 600'],
      body: '',
      ended: (answer) => {
        if (statusOf(answer) === '200') {
          [isIn, failures] = [true, 0];
          fleet.signedIn();
        } else {
          fleet.refused(answer.split('\r\n', 1)[0] ?? '');
          socket?.terminate();
        }
      },
    });
  };
  const hear = (message: string): void => {
    if (!message.startsWith('SIP/2.0 ')) {
      if (message.startsWith('MESSAGE ')) say(answerLines(message, '200 OK'));
      return;
    }
    const callId = headerOf(message, 'call-id');
    const sent = pending.get(callId);
    if (!sent || statusOf(message).startsWith('1')) return;
    const isChallenge = ['401', '407'].includes(statusOf(message));
    if (isChallenge && headerOf(message, 'cseq').startsWith('1 '))
      ask(callId, 2, sent, [prove(message, sent)]);
    else {
      pending.delete(callId);
      sent.ended(message);
    }
  };
  const connect = (): void => {
    const own = new WebSocket(fleet.url, 'sip');
    socket = own;
    own.on('open', register);
    own.on('message', (data: Buffer) => {
      hear(data.toString());
    });
    // Every error is followed by the end of the connection, after which it comes back.
    own.on('error', () => undefined);
    own.on('close', () => {
      isIn = false;
      pending.clear();
      if (isClosed) return;
      timer = setTimeout(connect, retryDelay(failures, Math.random()));
      failures += 1;
    });
  };

  return {
    connect,
    isSignedIn: () => isIn,
    write: (to, text) =>
      new Promise((resolve, reject) => {
        const began = performance.now();
        begin({
          method: 'MESSAGE',
          uri: `sip:${to}`,
          to,
          more: ['Content-Type: text/plain'],
          body: text,
          ended: (answer) => {
            if (statusOf(answer) === '200') resolve(performance.now() - began);
            else reject(new Error(answer.split('\r\n', 1)[0]));
          },
        });
      }),
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      socket?.terminate();
    },
  };
}
