/**
 * Has the connection tried, or made sure of, whenever the system says that the network came or went: a
 * connection over a network that is gone breaks without a word.
 */
export function followNetwork(system: EventTarget, connectNow: () => void): void {
  for (const change of ['online', 'offline']) system.addEventListener(change, connectNow);
}
