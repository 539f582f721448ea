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

/** Signs a raw client in by hand, as RFC 3261 has it. @returns the contact's URI. */
export async function signIn(phone: RawPhone, address: string, password: string): Promise<string> {
  const [user = '', realm = ''] = address.split('@');
  const contact = `sip:${user}-device@${user}.invalid;transport=ws`;
  const register = (cseq: number, more: readonly string[]) => {
    phone.say(
      requestLines({
        method: 'REGISTER',
        uri: `sip:${realm}`,
        from: `<sip:${address}>;tag=f`,
        to: `<sip:${address}>`,
        branch: `reg${user}${cseq}`,
        callId: `reg-${user}`,
        cseq,
        more: [`Contact: <${contact}>`, 'Expires: 600', ...more],
      }),
    );
  };
  register(1, []);
  const challenge = await phone.hear('SIP/2.0 401');
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const [ha1, ha2] = [md5(`${user}:${realm}:${password}`), md5(`REGISTER:sip:${realm}`)];
  const response = md5(`${ha1}:${nonce}:00000001:c:auth:${ha2}`);
  register(2, [
    `Authorization: Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="sip:${realm}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"`,
  ]);
  await phone.hear('SIP/2.0 200');
  return contact;
}
