import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { placeOf } from './faults.ts';
import { codeOf, type Log } from './outcome.ts';

const names: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'record_unknown',
  408: 'too_slow',
  413: 'too_large',
  415: 'unsupported_type',
  429: 'too_many_requests',
  431: 'headers_too_large',
  500: 'internal',
  502: 'bad_gateway',
  503: 'unavailable',
};

const messages: Readonly<Record<number, string>> = {
  400: 'the request is not understood',
  404: 'there is nothing at this address',
  408: 'the request took too long to arrive',
  413: 'the body is too large: send fewer records at once',
  415: 'this address does not take this content type',
  429: 'too many requests: wait as long as Retry-After says',
  431: 'the headers are too large',
  502: 'the telemetry service can’t be reached, or does not answer as it should: try again later',
  503: 'the service can’t store anything now: try again later',
};

export interface ErrorBody {
  readonly error: string;
  readonly message: string;
}

/** An error's body; it never repeats anything from the request. */
export function errorBody(status: number, message?: string): ErrorBody {
  return {
    error: names[status] ?? 'bad_request',
    message: message ?? messages[status] ?? 'something went wrong in the service',
  };
}

/** Answers with an error. */
export function refuse(reply: FastifyReply, status: number, message?: string): FastifyReply {
  if (status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '30');
  return reply.code(status).send(errorBody(status, message));
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  if ('errcode' in error) return 503;
  if (!('statusCode' in error) || typeof error.statusCode !== 'number') return 500;
  return error.statusCode;
}

/** Gives every error of the application one shape, and logs those that are the service's fault. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) {
      const place = placeOf(error);
      log(() => `${request.method} ${request.routeOptions.url ?? '?'} ${status}: ${place}`);
    }
    return refuse(reply, status);
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_request, reply) => refuse(reply, 404));
}

const unparsedStatuses: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** Answers what never became a request: too slow, too long, or not HTTP. */
export function answerUnparsed(error: Error, socket: Socket): void {
  // A client whose TLS fails can't be told anything.
  const isOfTls = codeOf(error).startsWith('ERR_SSL_') || codeOf(error).startsWith('ERR_TLS_');
  if (isOfTls || codeOf(error) === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = unparsedStatuses[codeOf(error)] ?? 400;
  const body = JSON.stringify(errorBody(status));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => {
    socket.destroy();
  });
}
