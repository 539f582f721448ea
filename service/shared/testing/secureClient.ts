import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { tlsHost } from './certificates.ts';

export interface SecureAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/**
 * Sends a request over TLS to a server on this machine, which must present a certificate for {@link tlsHost} issued by
 * this authority.
 */
export async function askSecurely(
  url: string,
  ca: Buffer,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Readonly<Record<string, string>>; body?: string } = {},
): Promise<SecureAnswer> {
  const { port, pathname, search } = new URL(url);
  const at = { host: '127.0.0.1', port, path: pathname + search, servername: tlsHost };
  const host = `${tlsHost}:${port}`;
  const sent = request({ ...at, ca, method, agent: false, headers: { host, ...headers } });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
}

/** Opens a TLS connection; rejects if the server's certificate is not valid. */
export async function connectSecurely(
  url: string,
  ca: Buffer,
  options: ConnectionOptions = {},
): Promise<TLSSocket> {
  const { port } = new URL(url);
  const at = { host: '127.0.0.1', port: Number(port), servername: tlsHost };
  const socket = connect({ ...at, ca, ...options });
  await once(socket, 'secureConnect');
  socket.on('error', () => undefined);
  return socket;
}
