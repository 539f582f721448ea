import type { Duplex } from 'node:stream';

/** Passes data both ways; what breaks on one side breaks on the other. */
export function joinSockets(near: Duplex, far: Duplex): void {
  for (const [socket, other] of [
    [near, far],
    [far, near],
  ] as const) {
    socket.pipe(other);
    socket.on('error', () => other.destroy());
    socket.on('close', () => other.destroy());
  }
}
