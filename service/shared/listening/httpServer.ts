import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { KEEP_ALIVE_MS, STANDSTILL_MS } from '../httpSockets.ts';
import type { Certificate } from './certificate.ts';

/** Milliseconds for which nobody is waited for who begins TLS and does not go on. */
const HANDSHAKE_MS = 10_000;

/** What clients and browsers of today speak (RFC 8996 retires what is older). */
export const secureContext = ({ cert, key }: Pick<Certificate, 'cert' | 'key'>) => ({
  cert,
  key,
  minVersion: 'TLSv1.2' as const,
});

/**
 * What makes the server that Fastify answers by: of TLS where there is a certificate, else of plain HTTP.
 * @param options `requestTimeout` and what else Node takes only as it makes a server.
 */
export const serverFactory =
  (options: ServerOptions, certificate: Certificate | null) =>
  (handler: RequestListener): Server => {
    const server: Server = certificate
      ? createSecureServer(
          { ...options, ...secureContext(certificate), handshakeTimeout: HANDSHAKE_MS },
          handler,
        )
      : createServer(options, handler);
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.setTimeout(STANDSTILL_MS);
    return server;
  };
