/** "Message too big" (RFC 6455, section 7.4.1), which a browser does not let a page send. */
export const TOO_LONG = '1009';

/**
 * Whether a WebSocket message is longer than an honest peer sends. A browser's WebSocket can't be given a limit: the
 * whole message is in memory by then, but nothing has read it, and its connection must be given up.
 * @param most in bytes of a binary message; of a text in UTF-16 units, each of which takes at least a byte in UTF-8.
 */
export function isTooLong(data: unknown, most: number): boolean {
  if (typeof data === 'string') return data.length > most;
  if (data instanceof Blob) return data.size > most;
  return data instanceof ArrayBuffer && data.byteLength > most;
}
