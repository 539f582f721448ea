// Imported before Electron's installer, which shows nothing for its first half minute: tells the parent what arrives.

/** @typedef {{ received: number, total: number | undefined }} Count bytes; the total is undefined if the server names none */
/** @typedef {Count | 'asked' | 'whole'} News a file is asked for, a part of it arrived, and so did the last one */

/** @param {News} news */
const tell = (news) => process.send?.(news);

const unwatched = globalThis.fetch;

/** @type {typeof fetch} */
globalThis.fetch = async (input, init) => {
  tell('asked');
  const response = await unwatched(input, init);
  const { body, headers, status, statusText } = response;
  if (!response.ok || body === null) return response;
  // For a compressed response, the header gives the compressed length.
  const length = headers.has('content-encoding') ? 0 : Number(headers.get('content-length'));
  const total = length > 0 ? length : undefined;
  let received = 0;
  const counter = new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      tell({ received, total });
      controller.enqueue(chunk);
    },
    flush() {
      tell('whole');
    },
  });
  return new Response(body.pipeThrough(counter), { headers, status, statusText });
};
