import { request as askHttp, type IncomingMessage } from 'node:http';
import { request as askHttps } from 'node:https';

/**
 * Posts a body to an http or https address, without following redirects or decompressing the answer. It does not use
 * `fetch`, which ends the whole process if an answer names more encodings than it accepts and then breaks off.
 * @param signal ends the request, and the reading of its answer.
 * @returns the answer, whose body is still to be read or destroyed; rejects if there is none.
 */
export function postOnce(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const ask = url.protocol === 'https:' ? askHttps : askHttp;
  return new Promise((resolve, reject) => {
    const request = ask(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(body.length) },
      signal,
    });
    request.once('response', resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** A reader of an answer's body, for {@link import('../../contract/readAnswer.ts').readAnswer}. */
export function readerOf(answer: IncomingMessage) {
  const chunks = answer[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  return {
    read: async () => {
      const { done = false, value } = await chunks.next();
      return { done, value };
    },
    cancel: () => {
      answer.destroy();
      return Promise.resolve();
    },
  };
}
