import type { IncomingRequest } from 'jssip/lib/SIPMessage';
import { LONGEST_MESSAGE } from '../../contract/messageLimits.ts';
import { acceptedTypes, readMessageBody } from './messageBody.ts';

/** Identifies a message, so that it is shown only once even if it was sent again because its answer got lost. */
export const MESSAGE_ID = 'Candor-Message-ID';

export interface IncomingText {
  readonly id: string;
  readonly peer: string;
  readonly text: string;
}

/** All that is reported about a message that could not be taken. */
export interface RefusedText {
  /** Null if the sender's address is not valid. */
  readonly peer: string | null;
  /** The SIP status by which it was refused. */
  readonly code: string;
}

export type Reading =
  | { readonly ok: true; readonly value: IncomingText }
  | {
      readonly ok: false;
      readonly status: number;
      readonly headers: readonly string[];
      readonly peer: string | null;
      /** It is not a message, but for example says that somebody is typing (RFC 3994): none got lost. */
      readonly isNotice: boolean;
    };

/** RFC 9562: a random or named UUID, as the main process accepts it. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

type Received = Pick<IncomingRequest, 'body' | 'hasHeader' | 'getHeader'>;

const header = (request: Received, name: string): string | undefined =>
  request.hasHeader(name) ? request.getHeader(name) : undefined;

/**
 * Reads a MESSAGE from any client (RFC 3428).
 * @param peer who sent it; undefined if that can't be read.
 * @param newId creates an id for messages of clients that give none.
 * @returns the text; or the SIP status with which to answer anything else.
 */
export function readIncoming(
  request: Received,
  peer: string | undefined,
  newId: () => string,
): Reading {
  const answer = (isNotice: boolean, status: number, ...headers: readonly string[]): Reading => ({
    ok: false,
    status,
    headers,
    isNotice,
    peer: peer ?? null,
  });
  const encoding = header(request, 'Content-Encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') return answer(false, 415, 'Accept-Encoding: identity');
  const [type, transferEncoding] = ['Content-Type', 'Content-Transfer-Encoding'].map((name) =>
    header(request, name),
  );
  const body = readMessageBody(type, request.body, transferEncoding);
  if (body.kind === 'deliveryNotice') return answer(true, 200);
  // This way its sender learns that there is no use for it (RFC 3261, section 21.4.13).
  if (body.kind !== 'text')
    return answer(body.kind === 'signalling', 415, `Accept: ${acceptedTypes}`);
  if (body.text.length > LONGEST_MESSAGE) return answer(false, 413);
  if (peer === undefined || body.text === '') return answer(false, 400);
  const named = header(request, MESSAGE_ID)?.trim().toLowerCase() ?? '';
  const id = uuid.test(named) ? named : newId();
  return { ok: true, value: { id, peer, text: body.text } };
}

type Reply = (status: number, reason?: string | null, headers?: readonly string[]) => void;

/**
 * JsSIP answers a MESSAGE by itself as soon as its event returns. For this one request, its means of answering is taken
 * away, so that 200 can wait until the message has been stored.
 */
export function holdReply(request: IncomingRequest): Reply {
  const held = request as unknown as { reply: Reply };
  const reply = held.reply.bind(request);
  held.reply = () => undefined;
  return reply;
}
