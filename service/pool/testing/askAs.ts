import { createHash } from 'node:crypto';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Answers a challenge with the password (RFC 7616).
 * @returns the `Authorization` header.
 */
export function answerTo(
  challenge: string,
  {
    account,
    password,
    method,
    path,
  }: {
    readonly account: string;
    readonly password: string;
    readonly method: string;
    readonly path: string;
  },
): string {
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const [user = '', realm = ''] = account.split('@');
  const ha1 = sha256(`${user}:${realm}:${password}`);
  const ha2 = sha256(`${method}:${path}`);
  const response = sha256(`${ha1}:${nonce}:00000001:c:auth:${ha2}`);
  return `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${path}", algorithm=SHA-256, qop=auth, nc=00000001, cnonce="c", response="${response}"`;
}

/**
 * Has the pool challenge someone, and answers with the password.
 * @returns the `Authorization` header.
 */
export async function authorizationFor(
  account: string,
  password: string,
  url: string,
  request: RequestInit & { readonly method: string },
): Promise<string> {
  const path = url.slice(new URL(url).origin.length);
  const first = await fetch(url, request);
  const challenge = first.headers.get('www-authenticate') ?? '';
  return answerTo(challenge, { account, password, method: request.method, path });
}

/** Sends the pool a request as one of its people, by HTTP Digest. */
export async function askAs(
  account: string,
  password: string,
  url: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<Response> {
  const request = {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
  };
  const authorization = await authorizationFor(account, password, url, request);
  return fetch(url, { ...request, headers: { ...request.headers, authorization } });
}
