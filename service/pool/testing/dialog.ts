import { createHash } from 'node:crypto';
import type { RawPhone } from './phone.ts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** The lines of a request, but for its body. */
export function requestLines(request: {
  readonly method: string;
  readonly uri: string;
  readonly from: string;
  readonly to: string;
  readonly branch: string;
  readonly callId: string;
  readonly cseq: number;
  readonly more?: readonly string[];
}): string[] {
  const { method, uri, from, to, branch, callId, cseq, more = [] } = request;
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS client.invalid;branch=z9hG4bK${branch}`,
    'Max-Forwards: 70',
    `From: ${from}`,
    `To: ${to}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    ...more,
  ];
}

const contactOf = (address: string): string => {
  const [user = ''] = address.split('@');
  return `sip:${user}-device@${user}.invalid;transport=ws`;
};

let registrations = 0;

/**
 * Sends a REGISTER by hand and proves the password, as RFC 3261 describes.
 * @param lines the headers that make it: Contact, Expires and the like.
 * @returns the last answer.
 */
export async function register(
  phone: RawPhone,
  address: string,
  password: string,
  lines: readonly string[],
): Promise<string> {
  const [user = '', realm = ''] = address.split('@');
  registrations += 1;
  const callId = `reg-${user}-${registrations}`;
  const say = (cseq: number, more: readonly string[]) => {
    phone.say(
      requestLines({
        method: 'REGISTER',
        uri: `sip:${realm}`,
        from: `<sip:${address}>;tag=f`,
        to: `<sip:${address}>`,
        branch: `${callId}${cseq}`,
        callId,
        cseq,
        more: [...lines, ...more],
      }),
    );
  };
  say(1, []);
  const challenge = await phone.receive('SIP/2.0 ');
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1];
  if (nonce === undefined) return challenge;
  const [ha1, ha2] = [md5(`${user}:${realm}:${password}`), md5(`REGISTER:sip:${realm}`)];
  const response = md5(`${ha1}:${nonce}:00000001:c:auth:${ha2}`);
  say(2, [
    `Authorization: Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="sip:${realm}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"`,
  ]);
  return phone.receive('SIP/2.0 ');
}

/**
 * Signs a raw client in by hand.
 * @returns the contact's URI.
 */
export async function signIn(
  phone: RawPhone,
  address: string,
  password: string,
  contact = contactOf(address),
): Promise<string> {
  const answer = await register(phone, address, password, [
    `Contact: <${contact}>`,
    'Expires: 600',
  ]);
  if (!answer.startsWith('SIP/2.0 200')) throw new Error(`not signed in: ${answer}`);
  return contact;
}

/** A device's answer to a request, with the request's own headers. */
export const answerLines = (
  request: string,
  status: string,
  more: readonly string[] = [],
  tag = 'b',
): string[] => [
  `SIP/2.0 ${status}`,
  ...request.split('\r\n').filter((line) => /^(via|from|call-id|cseq|record-route):/i.test(line)),
  `${/^to: .*$/im.exec(request)?.[0] ?? ''}${/^to: .*;tag=/im.test(request) ? '' : `;tag=${tag}`}`,
  ...more,
];
