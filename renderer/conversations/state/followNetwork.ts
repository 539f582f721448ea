/**
 * Connects or checks the connection whenever the system says that the network came or went: a connection over a lost
 * network breaks without notice.
 */
export function followNetwork(system: EventTarget, connectNow: () => void): void {
  for (const change of ['online', 'offline']) system.addEventListener(change, connectNow);
}
