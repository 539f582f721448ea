import { WebSocketInterface } from 'jssip';
import type { Socket } from 'jssip/lib/Socket';
import { createExchange, type Exchange } from './exchange.ts';
import { isTooLong, TOO_LONG } from './isTooLong.ts';
import { toReadable } from './readable.ts';
import { createRegistrarAnswers } from './registrarAnswers.ts';
import type { UriAliases } from './uriAliases.ts';

/** How many milliseconds the pool may be silent after a request before it is asked again, and then given up. */
const SILENCE_MS = 5000;
/** In bytes; more than twice what the embedded pool lets through. */
export const LARGEST_SIP_MESSAGE_BYTES = 256 * 1024;
/** The longest a timer can hold, in milliseconds; a longer wait would end at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A socket as JsSIP expects it. */
export interface PoolSocket extends Pick<Socket, keyof Socket> {
  /** Connects no earlier than this time (of `Date.now()`): a past time means at once, `Infinity` never. */
  readonly waitUntil: (time: number) => void;
  /**
   * Gives up the connection, as if the pool had closed it.
   * @param reason a word for what broke it.
   */
  readonly drop: (reason: string) => void;
  readonly exchange: Exchange;
}

export interface PoolSocketEvents {
  /** It begins to connect, after waiting. */
  readonly onAttempt: () => void;
  /** The pool has not answered a request for a while: a good time to ask it something simple. */
  readonly onSilence: () => void;
  /** The pool said something, this many milliseconds after it was asked. */
  readonly onAnswer: (milliseconds: number) => void;
}

/** SIP may come in text frames and in binary ones (RFC 7118, section 4.2); both contain UTF-8. */
const textOf = (data: unknown): string =>
  typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer);

const isRequest = (message: unknown): message is string =>
  typeof message === 'string' && !message.startsWith('SIP/2.0 ');

/** Notices if a pool accepts requests and says nothing, as with half-open connections. */
function createSilenceWatch(onSilence: () => void, onGivenUp: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAt: number | undefined;
  const clear = (): void => {
    clearTimeout(timer);
    timer = undefined;
    askedAt = undefined;
  };
  return {
    clear,
    asked: (): void => {
      if (timer !== undefined) return;
      askedAt = performance.now();
      timer = setTimeout(() => {
        timer = setTimeout(onGivenUp, SILENCE_MS);
        onSilence();
      }, SILENCE_MS);
    },
    /** @returns how many milliseconds the answer took; undefined if none was awaited. */
    heard: (): number | undefined => {
      const took = askedAt === undefined ? undefined : performance.now() - askedAt;
      clear();
      return took;
    },
  };
}

/**
 * JsSIP's WebSocket to the pool, with what JsSIP leaves to others: when to try again, and noticing that nothing comes
 * back any more.
 */
export function createPoolSocket(
  url: string,
  aliases: Pick<UriAliases, 'conceal' | 'reveal'>,
  events: PoolSocketEvents,
): PoolSocket {
  const inner = new WebSocketInterface(url);
  let earliest = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const exchange = createExchange();
  const registrar = createRegistrarAnswers();
  const watch = createSilenceWatch(events.onSilence, () => {
    socket.drop('Silent');
  });

  const connect = (): void => {
    clearTimeout(waiting);
    const wait = Math.min(LONGEST_TIMER, Math.max(0, earliest - Date.now()));
    waiting = setTimeout(() => {
      waiting = undefined;
      exchange.began();
      registrar.began();
      events.onAttempt();
      inner.connect();
    }, wait);
  };

  const disconnect = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    watch.clear();
    inner.disconnect();
  };

  inner.onconnect = () => {
    socket.onconnect();
  };
  inner.ondisconnect = (error, code, reason) => {
    watch.clear();
    socket.ondisconnect(error, code, reason);
  };
  inner.ondata = (data: unknown) => {
    if (isTooLong(data, LARGEST_SIP_MESSAGE_BYTES)) {
      socket.drop(TOO_LONG);
      return;
    }
    const message = textOf(data);
    const took = watch.heard();
    exchange.heard(message);
    if (took !== undefined) events.onAnswer(took);
    const understood = registrar.take(message);
    if (understood === undefined) {
      socket.drop('Unbound');
      return;
    }
    const readable = toReadable(understood, aliases);
    if (readable !== undefined) socket.ondata(readable);
  };

  const socket: PoolSocket = {
    via_transport: inner.via_transport,
    url,
    sip_uri: inner.sip_uri,
    connect,
    disconnect,
    send: (data) => {
      const message = typeof data === 'string' ? aliases.reveal(data) : data;
      const isSent = inner.send(message);
      if (isSent && isRequest(message)) {
        watch.asked();
        exchange.asked(message);
        registrar.asked(message);
      }
      return isSent;
    },
    isConnected: () => inner.isConnected(),
    isConnecting: () => waiting !== undefined || inner.isConnecting(),
    onconnect: () => undefined,
    ondisconnect: () => undefined,
    ondata: () => undefined,
    waitUntil: (time) => {
      earliest = time;
      if (waiting !== undefined) connect();
    },
    drop: (reason) => {
      disconnect();
      socket.ondisconnect(true, undefined, reason);
    },
    exchange,
  };
  return socket;
}
