/** "Message too big" (RFC 6455, section 7.4.1), which a browser lets nobody send. */
export const TOO_LONG = '1009';

/**
 * Whether what a WebSocket brought is longer than an honest peer sends. A browser's WebSocket can't be given a bound:
 * the whole message is in memory by then, but nothing has read it, and its connection is to be given up.
 * @param most in bytes of a binary message; of a text in UTF-16 units, of which none takes less than a byte in UTF-8.
 */
export function isTooLong(data: unknown, most: number): boolean {
  if (typeof data === 'string') return data.length > most;
  if (data instanceof Blob) return data.size > most;
  return data instanceof ArrayBuffer && data.byteLength > most;
}
