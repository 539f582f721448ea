import { debug, UA } from 'jssip';
import type { IncomingRequest, IncomingResponse } from 'jssip/lib/SIPMessage';
import type { IncomingMessageEvent, OutgoingMessageEvent, RTCSessionEvent } from 'jssip/lib/UA';
import { uriOfPeer } from '../../contract/sip/peerAddress.ts';
import { readSender } from './address.ts';
import { callOptions, createCallLine, type CallLine } from './callLine.ts';
import type { CallWay } from './callWay.ts';
import {
  holdReply,
  MESSAGE_ID,
  readIncoming,
  type IncomingText,
  type RefusedText,
} from './incoming.ts';
import { createNetworkQuality, type NetworkQuality } from './networkQuality.ts';
import { createPoolSocket } from './poolSocket.ts';
import { readRetryAfter } from './retryDelay.ts';
import { revealTargets } from './revealTargets.ts';
import { createUriAliases } from './uriAliases.ts';

/** Short, so that renewal soon reveals a connection that broke silently. */
const REGISTER_SECONDS = 120;

export interface Credentials {
  readonly account: string;
  readonly password: string;
}

export interface OutgoingText {
  readonly id: string;
  readonly peer: string;
  readonly text: string;
}

/** The result of sending: `lost` if the connection broke before the answer. */
export type Sent =
  | { readonly result: 'delivered' }
  | { readonly result: 'lost' }
  | { readonly result: 'failed'; readonly code: string };

export interface AgentEvents {
  readonly onAttempt: () => void;
  readonly onRegistered: () => void;
  /**
   * The registrar refused.
   * @param status the SIP status; undefined if there was no answer at all.
   * @param provedPassword whether the refused request had answered its challenge.
   * @param waitMs for how many milliseconds it asks to be left alone.
   */
  readonly onRefused: (status: number | undefined, provedPassword: boolean, waitMs: number) => void;
  /**
   * The connection is gone, or could not be opened.
   * @param code a WebSocket close code, or a word.
   */
  readonly onLost: (code: string) => void;
  /** @returns whether it was stored: only then is the sender told that it arrived. */
  readonly onText: (text: IncomingText) => Promise<boolean>;
  /** A message came that could not be accepted. */
  readonly onTextRefused: (refused: RefusedText) => void;
  /** Somebody calls. */
  readonly onLine: (line: CallLine) => void;
}

export interface UserAgent {
  readonly start: () => void;
  /** Unregisters and closes. */
  readonly stop: () => void;
  readonly waitUntil: (time: number) => void;
  readonly drop: (reason: string) => void;
  /** Asks the pool for a sign of life, and gives the connection up if none comes. */
  readonly probe: () => void;
  readonly send: (text: OutgoingText) => Promise<Sent>;
  /** @param stream the sound to send. */
  readonly dial: (peer: string, stream: MediaStream, way: CallWay) => CallLine;
  readonly quality: () => NetworkQuality;
  /** Whether the pool has said anything since the last request, understood or not. */
  readonly hasHeard: () => boolean;
}

const isIncoming = (
  event: IncomingMessageEvent | OutgoingMessageEvent,
): event is IncomingMessageEvent => (event.originator as string) === 'remote';

/** The sender of a request: undefined if it can't be read. */
type ReadSender = (request: IncomingRequest) => string | undefined;

function receive(
  request: IncomingRequest,
  senderOf: ReadSender,
  { onText, onTextRefused }: Pick<AgentEvents, 'onText' | 'onTextRefused'>,
): void {
  const reply = holdReply(request);
  const reading = readIncoming(request, senderOf(request), () => crypto.randomUUID());
  if (!reading.ok) {
    const { status, headers, peer, isNotice } = reading;
    reply(status, null, headers);
    if (!isNotice) onTextRefused({ peer, code: String(status) });
    return;
  }
  const { peer } = reading.value;
  const refuse = () => {
    reply(500);
    onTextRefused({ peer, code: '500' });
  };
  onText(reading.value).then(
    (isKept) => {
      if (isKept) reply(200);
      else refuse();
    },
    (error: unknown) => {
      refuse();
      throw error;
    },
  );
}

/** Passes on a call whose caller has an address; other callers are told that theirs is not valid. */
function takeCall(
  { session, request }: RTCSessionEvent,
  senderOf: ReadSender,
  onLine: AgentEvents['onLine'],
): void {
  if ((session.direction as string) !== 'incoming') return;
  const peer = senderOf(request as IncomingRequest);
  if (peer === undefined) session.terminate({ status_code: 400 });
  else onLine(createCallLine(session, peer, 'Incoming'));
}

function sendText(ua: UA, target: string, { id, text }: OutgoingText): Promise<Sent> {
  return new Promise((resolve) => {
    ua.sendMessage(target, text.toWellFormed(), {
      contentType: 'text/plain;charset=UTF-8',
      extraHeaders: [`${MESSAGE_ID}: ${id}`],
      eventHandlers: {
        succeeded: () => {
          resolve({ result: 'delivered' });
        },
        failed: ({
          response,
          cause,
        }: {
          response?: { status_code: number } | null;
          cause?: string;
        }) => {
          if (cause === 'Connection Error') resolve({ result: 'lost' });
          else
            resolve({
              result: 'failed',
              code: String(response?.status_code ?? cause ?? 'Internal Error'),
            });
        },
      },
    });
  });
}

/** One account at one pool, over JsSIP, from signing in until signing out. */
export function createUserAgent(
  poolUrl: string,
  { account, password, device }: Credentials & { readonly device: string | null },
  events: AgentEvents,
): UserAgent {
  // Its log would contain what people write.
  (debug as { readonly disable: () => string }).disable();
  const quality = createNetworkQuality();
  const aliases = createUriAliases();
  const [user = '', domain = ''] = account.split('@');
  const targetOf = (peer: string) => aliases.aliasOf(uriOfPeer(peer));
  const senderOf: ReadSender = (request) => {
    const from = aliases.revealValue(request.getHeader('From'));
    const sender = readSender(from, domain);
    return sender.ok ? sender.value : undefined;
  };
  const socket = createPoolSocket(poolUrl, aliases, {
    onAttempt: events.onAttempt,
    onSilence: () => {
      if (ua.isRegistered()) ua.register();
    },
    onAnswer: quality.measured,
  });
  const ua = new UA({
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- JsSIP takes any object of this shape
    sockets: socket,
    uri: aliases.ownNameOf(`sip:${account}`),
    // Given explicitly, since JsSIP would take both from the URI, which may be an alias.
    registrar_server: `sip:${domain}`,
    authorization_user: user,
    password,
    register: true,
    register_expires: REGISTER_SECONDS,
    // The socket itself waits as long as it must.
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 1,
    // In JsSIP's form; without it, JsSIP makes up a new one each time, and the pool doesn't recognise the device.
    ...(device === null ? {} : { instance_id: device.replace(/^urn:/, '') }),
    user_agent: 'Candor',
  });
  ua.on('registered', events.onRegistered);
  ua.on('registrationFailed', ({ response }: { response: IncomingResponse | null }) => {
    if (!ua.isConnected()) return;
    const waitMs = readRetryAfter(response?.getHeader('retry-after'));
    events.onRefused(response?.status_code, socket.exchange.provedPassword(), waitMs);
  });
  ua.on('disconnected', ({ code, reason }) => {
    events.onLost(code === undefined ? (reason ?? 'Closed') : String(code));
  });
  ua.on('newMessage', (event: IncomingMessageEvent | OutgoingMessageEvent) => {
    if (isIncoming(event)) receive(event.request, senderOf, events);
  });
  ua.on('newRTCSession', (event: RTCSessionEvent) => {
    takeCall(event, senderOf, events.onLine);
  });
  revealTargets(ua, aliases);
  return {
    start: () => {
      ua.start();
    },
    stop: () => {
      socket.waitUntil(Infinity);
      ua.stop();
    },
    waitUntil: socket.waitUntil,
    drop: socket.drop,
    probe: () => {
      if (ua.isRegistered()) ua.register();
    },
    send: (text) => sendText(ua, targetOf(text.peer), text),
    dial: (peer, stream, way) =>
      createCallLine(ua.call(targetOf(peer), callOptions(stream, way)), peer, 'Outgoing', way),
    quality: quality.get,
    hasHeard: socket.exchange.hasHeard,
  };
}
