import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { joinSockets } from './joinSockets.ts';

/** One participant's way to a server, over TCP, which can be cut for them alone. */
export interface Relay {
  /** The server's address by this way. */
  readonly url: string;
  /** Breaks every connection, and accepts no others. */
  readonly cut: () => void;
  /** Swallows what the participant says from now on, like a network that died unnoticed. */
  readonly swallow: () => void;
  /** Swallows what the participant would hear. */
  readonly deafen: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

/** @param serverUrl over http, on loopback. */
export async function createRelay(serverUrl: string): Promise<Relay> {
  const { hostname, port } = new URL(serverUrl);
  const nears = new Set<Socket>();
  const fars = new Set<Socket>();
  let isCut = false;
  const cut = (): void => {
    isCut = true;
    for (const socket of [...nears, ...fars]) socket.destroy();
  };
  const divert = (ends: ReadonlySet<Socket>) => (): void => {
    for (const socket of ends) socket.unpipe().resume();
  };
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    nears.add(near);
    near.on('close', () => nears.delete(near));
    const far = connect(Number(port), hostname);
    fars.add(far);
    far.on('close', () => fars.delete(far));
    joinSockets(near, far);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    swallow: divert(nears),
    deafen: divert(fars),
    mend: () => {
      isCut = false;
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
