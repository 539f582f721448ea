import {
  decodeText,
  parseMediaType,
  splitHeaders,
  splitParts,
  type EntityHeaders,
  type MediaType,
} from './mimeEntity.ts';

/** What the body of a MESSAGE means to a person. */
export type MessageBody =
  | { readonly kind: 'text'; readonly text: string }
  /** What happened to one of our own messages (RFC 5438): accepted, with nothing to show. */
  | { readonly kind: 'deliveryNotice' }
  /** It reports a state, for example that somebody is typing (RFC 3994): no message is lost with it. */
  | { readonly kind: 'signalling' }
  /** Something that is not understood here. */
  | { readonly kind: 'other' };

/** The accepted types, for `Accept` (RFC 3261, section 20.1). */
export const acceptedTypes = 'text/plain, message/cpim, message/imdn+xml';

/** How deeply bodies may be nested, and how many may be side by side. */
const DEEPEST = 4;
const MOST_PARTS = 16;

const deliveryNotices: ReadonlySet<string> = new Set(['message/imdn+xml', 'message/imdn']);
const signalling: ReadonlySet<string> = new Set([
  'application/im-iscomposing+xml',
  'application/im-iscomposing',
  'message/sipfrag',
  'message/disposition-notification',
  'message/delivery-status',
  // What event packages report (RFC 6665): presence, waiting messages, conferences, dialogs, watchers, devices.
  'application/pidf+xml',
  'application/simple-message-summary',
  'application/conference-info+xml',
  'application/dialog-info+xml',
  'application/watcherinfo+xml',
  'application/reginfo+xml',
  // That somebody is typing, as Microsoft's clients say it.
  'text/x-msmsgscontrol',
]);

/** The headers of RFC 3862 and 5438 that a sender may require; others are unknown (RFC 3862, section 4.7). */
const knownHeaders =
  /^(?:from|to|cc|datetime|subject|ns|require|(?:[\w-]+\.)?(?:message-id|disposition-notification|imdn-record-route|imdn-route|original-to))$/i;

const other: MessageBody = { kind: 'other' };

const plain: MediaType = { type: 'text/plain', parameters: new Map() };

function readEntity(headers: EntityHeaders, body: string, depth: number): MessageBody {
  const written = headers.get('content-type');
  const type = written === undefined ? plain : parseMediaType(written);
  const disposition = headers.get('content-disposition')?.split(';')[0]?.trim().toLowerCase();
  if (!type) return other;
  const read = readTyped(type, body, headers.get('content-transfer-encoding'), depth);
  // This is how RFC 5438, section 12.1, marks what is not a message to show.
  return read.kind === 'text' && disposition === 'notification' ? { kind: 'signalling' } : read;
}

/** RFC 3862, section 2: headers of the message, an empty line, headers of its content, an empty line, the content. */
function readCpim(written: string, encoding: string | undefined, depth: number): MessageBody {
  const body = decodeText(written, encoding, 'utf-8');
  const message = body === undefined ? undefined : splitHeaders(body);
  const required = message?.headers.get('require')?.split(',') ?? [];
  if (!message || !required.every((name) => knownHeaders.test(name.trim()))) return other;
  const content = splitHeaders(message.rest);
  return content ? readEntity(content.headers, content.rest, depth) : other;
}

/**
 * The first text among the parts, which is the plainest of alternatives; without one, what the parts say about another
 * message or a state.
 */
function readMultipart({ type, parameters }: MediaType, body: string, depth: number): MessageBody {
  const boundary = parameters.get('boundary');
  if (boundary === undefined || boundary === '') return other;
  const read = splitParts(body, boundary)
    .slice(0, MOST_PARTS)
    .map((part) => {
      const { headers = new Map<string, string>(), rest = part } = splitHeaders(part) ?? {};
      return readEntity(headers, rest, depth);
    });
  const of = (kind: MessageBody['kind']) => read.find((part) => part.kind === kind);
  // The text of a report says no more than its notice (RFC 6522, section 3).
  const text = type === 'multipart/report' ? undefined : of('text');
  return text ?? of('deliveryNotice') ?? of('signalling') ?? other;
}

function readTyped(
  type: MediaType,
  body: string,
  encoding: string | undefined,
  depth: number,
): MessageBody {
  if (deliveryNotices.has(type.type)) return { kind: 'deliveryNotice' };
  if (signalling.has(type.type)) return { kind: 'signalling' };
  if (type.type === 'text/plain') {
    const text = decodeText(body, encoding, type.parameters.get('charset'));
    return text === undefined ? other : { kind: 'text', text };
  }
  if (depth >= DEEPEST) return other;
  if (type.type === 'message/cpim') return readCpim(body, encoding, depth + 1);
  return /^multipart\//.test(type.type) ? readMultipart(type, body, depth + 1) : other;
}

/**
 * Reads the body of a SIP MESSAGE (RFC 3428): a text, alone or within `message/cpim` (RFC 3862) or `multipart/…` (RFC
 * 2046), or something that is not a message.
 * @param contentType the header's value; undefined if there is none, which means a text.
 * @param encoding the Content-Transfer-Encoding, which SIP does not need, but some clients write (RFC 5621, section
 * 3.2).
 */
export function readMessageBody(
  contentType: string | undefined,
  body: string,
  encoding?: string,
): MessageBody {
  const type = contentType === undefined ? plain : parseMediaType(contentType);
  return type ? readTyped(type, body, encoding, 0) : other;
}
