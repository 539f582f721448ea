import { on } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import {
  Busboy,
  type BusboyFileStream,
  type BusboyHeaders,
  type BusboyInstance,
} from '@fastify/busboy';

/** One part of a form; the next ones come only after its content has been read to its end. */
export interface FormPart {
  readonly name: string;
  readonly content: BusboyFileStream;
}

interface Limits {
  readonly partBytes: number;
  readonly parts: number;
}

/** A slice of nothing but empty parts is parsed in well under 50 ms. */
const SLICE_BYTES = 8 * 1024;

/** Passes the request on in slices, so that a parser that is told to stop has not already been given the rest. */
const slices = () =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = 0; at < chunk.length; at += SLICE_BYTES)
        this.push(chunk.subarray(at, at + SLICE_BYTES));
      done();
    },
  });

function parserOf({ headers }: IncomingMessage, { partBytes, parts }: Limits): BusboyInstance {
  return new Busboy({
    headers: headers as BusboyHeaders,
    // A record's exact bytes are signed: no part is decoded as a field.
    isPartAFile: () => true,
    limits: { fileSize: partBytes, parts, headerPairs: 20, headerSize: SLICE_BYTES },
  });
}

/**
 * The parts of a `multipart/form-data` request (RFC 7578), each as it arrives. If the caller stops early, or a limit is
 * exceeded, the rest of the request is read, so that the client gets its answer, but not parsed. Throws if the body is
 * not such a form, has more parts than allowed, or is cut off.
 */
export async function* formParts(
  request: IncomingMessage,
  limits: Limits,
): AsyncGenerator<FormPart, void> {
  const parser = parserOf(request, limits);
  const sliced = slices();
  const stopped = new AbortController();
  const begun = new Set<BusboyFileStream>();
  const stop = (why: Error) => {
    request.unpipe(sliced).resume();
    sliced.unpipe(parser);
    for (const content of begun) content.destroy(why);
    stopped.abort(why);
  };
  const endedEarly = () => {
    if (!request.complete) stop(new Error('the form ended before its end'));
  };
  request.once('close', endedEarly);
  parser.on('file', (_name, content) => {
    begun.add(content);
    content.once('close', () => begun.delete(content));
    // Whoever reads the content gets the error; in a part that nobody reads yet, it must not crash the process.
    content.on('error', () => undefined);
  });
  parser.once('partsLimit', () => {
    stop(new Error('the form has more parts than it may have'));
  });
  // It can fail after it was told to stop, which no longer concerns anyone.
  parser.on('error', () => undefined);
  const parts = on(parser, 'file', { close: ['finish'], signal: stopped.signal });
  request.pipe(sliced).pipe(parser);
  try {
    for await (const [name, content] of parts as AsyncIterable<[string, BusboyFileStream]>)
      yield { name, content };
  } finally {
    request.off('close', endedEarly);
    stop(new Error('the rest of the form is not asked for'));
  }
}
