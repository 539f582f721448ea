import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { LARGEST_ROOM_FRAME, MEETING_PROTOCOL } from '../../contract/meetingLimits.ts';
import { openRoomSocket } from '../meeting/state/roomSocket.ts';
import { createPoolSocket, LARGEST_SIP_MESSAGE_BYTES } from './poolSocket.ts';

/**
 * A pool that says this to everyone who connects.
 * @returns its address, and whether the connection was closed.
 */
async function poolThatSays(message: string | Buffer, protocol: string) {
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    handleProtocols: () => protocol,
  });
  let closed = 0;
  server.on('connection', (socket) => {
    socket.on('close', () => (closed += 1));
    socket.send(message);
  });
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, closed: () => closed };
}

const longest = 'SIP/2.0 200 OK\r\nX: y\r\n\r\n'.padEnd(LARGEST_SIP_MESSAGE_BYTES, 'a');

test.each([
  ['text', `${longest}a`],
  ['bytes', Buffer.from(`${longest}a`)],
] as const)(
  'a SIP message in %s that is too long is read by nobody, and ends its connection',
  async (_kind, message) => {
    const { url, closed } = await poolThatSays(message, 'sip');
    const conceal = vi.fn((text: string) => text);
    const nothing = () => undefined;
    const socket = createPoolSocket(
      url,
      { conceal, reveal: (text) => text },
      { onAttempt: nothing, onSilence: nothing, onAnswer: nothing },
    );
    const lost = Promise.withResolvers<unknown[]>();
    socket.ondisconnect = (...how: unknown[]) => {
      lost.resolve(how);
    };
    const ondata = vi.fn();
    socket.ondata = ondata;
    socket.connect();
    expect(await lost.promise).toEqual([true, undefined, '1009']);
    await vi.waitFor(() => {
      expect(closed()).toBe(1);
    });
    expect(conceal).not.toHaveBeenCalled();
    expect(ondata).not.toHaveBeenCalled();
    expect(socket.exchange.hasHeard()).toBe(false);
  },
);

test('the longest SIP message that is taken is read', async () => {
  const { url } = await poolThatSays(longest, 'sip');
  const nothing = () => undefined;
  const same = (text: string) => text;
  const socket = createPoolSocket(
    url,
    { conceal: same, reveal: same },
    { onAttempt: nothing, onSilence: nothing, onAnswer: nothing },
  );
  const heard = Promise.withResolvers<undefined>();
  socket.ondata = () => {
    heard.resolve(undefined);
  };
  socket.connect();
  await heard.promise;
  socket.disconnect();
});

test.each([
  ['text', (text: string) => text],
  ['bytes', (text: string) => Buffer.from(text)],
] as const)(
  'what a room says in %s that is too long is read by nobody, and ends its connection',
  async (_kind, as) => {
    const message = `{"type":"ended"${' '.repeat(LARGEST_ROOM_FRAME)}}`;
    const { url, closed } = await poolThatSays(as(message), MEETING_PROTOCOL);
    const onSaid = vi.fn();
    const lost = Promise.withResolvers<string>();
    openRoomSocket(url, { onOpen: () => undefined, onSaid, onLost: lost.resolve });
    expect(await lost.promise).toBe('1009');
    await vi.waitFor(() => {
      expect(closed()).toBe(1);
    });
    expect(onSaid).not.toHaveBeenCalled();
  },
);
