import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { KEEP_ALIVE_MS, STANDSTILL_MS } from '../httpSockets.ts';
import type { Certificate } from './certificate.ts';

/** Milliseconds that a client may take for the TLS handshake. */
const HANDSHAKE_MS = 10_000;

/** TLS as today's clients and browsers speak it (RFC 8996 deprecates older versions). */
export const secureContext = ({ cert, key }: Pick<Certificate, 'cert' | 'key'>) => ({
  cert,
  key,
  minVersion: 'TLSv1.2' as const,
});

/**
 * A factory for Fastify's server: HTTPS if there is a certificate, otherwise plain HTTP.
 * @param options `requestTimeout` and whatever else Node accepts only when it creates a server.
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
