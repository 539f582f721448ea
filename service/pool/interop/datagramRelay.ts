import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type WebSocket from 'ws';

/** SIPp speaks no WebSocket: each of its datagrams becomes one frame, and each frame one datagram. */
export interface DatagramRelay {
  readonly port: number;
  readonly close: () => void;
}

/** @param peer the port that frames go to; if none is named, the one that the last datagram came from. */
export async function relayDatagrams(webSocket: WebSocket, peer?: number): Promise<DatagramRelay> {
  const socket: Socket = createSocket('udp4');
  let to = peer;
  socket.on('message', (datagram, { port }) => {
    to = port;
    webSocket.send(datagram.toString('utf8'));
  });
  webSocket.on('message', (frame: Buffer) => {
    if (to !== undefined) socket.send(frame, to, '127.0.0.1');
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    close: () => {
      socket.close();
    },
  };
}
