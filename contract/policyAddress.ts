/** Host, port and path of an address; nothing that could contain a name, a password, a query or a fragment. */
const shape =
  /^(https?|wss?):\/\/(\[[\da-f:.]+\]|[a-z\d](?:[a-z\d.-]*[a-z\d])?)(?::(\d{1,5}))?((?:\/[\w.~%!$&'()*+,;=:-]*)*)$/i;
const loopback = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/i;
const LARGEST_PORT = 65_535;

/**
 * Whether Candor may be configured to talk to this address: by these schemes, unencrypted only to this device itself.
 */
export function isPolicyAddress(text: string, schemes: readonly string[]): boolean {
  const [, scheme = '', host = '', port = '0'] = shape.exec(text) ?? [];
  if (!schemes.includes(scheme.toLowerCase()) || Number(port) > LARGEST_PORT) return false;
  return /^(https|wss)$/i.test(scheme) || loopback.test(host);
}
