import { createHash } from 'node:crypto';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Asks the pool for something as one of its people, by HTTP Digest. */
export async function askAs(
  account: string,
  password: string,
  url: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<Response> {
  const path = url.slice(new URL(url).origin.length);
  const request = {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const sent = {
    ...headers,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const first = await fetch(url, { ...request, headers: sent });
  const challenge = first.headers.get('www-authenticate') ?? '';
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const [user = '', realm = ''] = account.split('@');
  const ha1 = sha256(`${user}:${realm}:${password}`);
  const response = sha256(`${ha1}:${nonce}:00000001:c:auth:${sha256(`${method}:${path}`)}`);
  const authorization = `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${path}", algorithm=SHA-256, qop=auth, nc=00000001, cnonce="c", response="${response}"`;
  return fetch(url, { ...request, headers: { ...sent, authorization } });
}
