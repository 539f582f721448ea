import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Load } from './load.ts';

/** A body as it travelled, or why it was not kept. */
export type ArrivedBody =
  | { readonly ok: true; readonly bytes: Buffer; readonly letGo: () => void }
  | { readonly ok: false; readonly status: 400 | 413 | 503 };

/** Reads a body up to its limit and while there is room for it; anything beyond is read and dropped. */
async function readBody(stream: Readable, most: number, load: Load): Promise<ArrivedBody> {
  const chunks: Buffer[] = [];
  let [arrived, held] = [0, 0];
  let status: 413 | 503 | undefined;
  const letGo = (): void => {
    load.letGo(held);
    held = 0;
  };
  const refuse = (why: 413 | 503): void => {
    status = why;
    chunks.length = 0;
    letGo();
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      arrived += chunk.length;
      if (status !== undefined) continue;
      if (arrived > most) refuse(413);
      else if (!load.hold(chunk.length)) refuse(503);
      else {
        held += chunk.length;
        chunks.push(chunk);
      }
    }
  } catch {
    // The sender is gone, and gets no answer.
    letGo();
    return { ok: false, status: 400 };
  }
  return status === undefined
    ? { ok: true, bytes: Buffer.concat(chunks), letGo }
    : { ok: false, status };
}

/**
 * Makes bodies of this type arrive as {@link ArrivedBody}.
 * @param most the most bytes of one.
 */
export function takeBodies(app: FastifyInstance, type: string, most: number, load: Load): void {
  app.addContentTypeParser(
    type,
    (request: FastifyRequest, payload: Readable): Promise<ArrivedBody> => {
      const isTold = Number(request.headers['content-length']) > most;
      return isTold ? Promise.resolve({ ok: false, status: 413 }) : readBody(payload, most, load);
    },
  );
}
