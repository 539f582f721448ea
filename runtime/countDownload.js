// Imported before Electron's installer, which shows nothing for its first half minute: tells the parent what arrives.

/** @typedef {{ received: number, total: number | undefined }} Count bytes; the total is undefined if the server names none */

const unwatched = globalThis.fetch;

/** @type {typeof fetch} */
globalThis.fetch = async (input, init) => {
  const response = await unwatched(input, init);
  const { body, headers, status, statusText } = response;
  if (!response.ok || body === null) return response;
  const length = Number(headers.get('content-length'));
  const total = length > 0 ? length : undefined;
  let received = 0;
  const counter = new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      process.send?.({ received, total });
      controller.enqueue(chunk);
    },
  });
  return new Response(body.pipeThrough(counter), { headers, status, statusText });
};
