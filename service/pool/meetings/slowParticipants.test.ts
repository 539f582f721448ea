import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { EventEmitter } from 'node:events';
import type { Meeting } from '../../../contract/meetings.ts';
import { defaultLimits } from '../limits.ts';
import { createBudget } from '../sip/budget.ts';
import { joinAs, meetNow, ticketFor, type Joined } from '../testing/participant.ts';
import { startPool, type TestPool } from '../testing/startPool.ts';
import { createRoom } from './room.ts';
import { createRoomLine } from './roomLine.ts';

const KIB = 1024;
const limits = {
  waitingBytes: 512 * KIB,
  waitingBytesOfSender: 128 * KIB,
  roomQueues: { perOwner: 256 * KIB, inAll: 1024 * KIB },
  room: { burst: 1e6, perSecond: 1e6 },
  roomChat: { burst: 1e6, perSecond: 1e6 },
};
/** Unread bytes that the system itself buffers before anything waits in the pool. */
const IN_SYSTEM = 16 * 1024 * KIB;

let pool: TestPool;
const open: Joined[] = [];
beforeEach(async () => {
  pool = await startPool({ limits });
});
afterEach(async () => {
  for (const { socket } of open.splice(0)) socket.terminate();
  await pool.remove();
});

const come = async (id: string, name: string): Promise<Joined> => {
  const joined = await joinAs(pool, id, { name });
  open.push(joined);
  return joined;
};
const host = async (id: string): Promise<Joined> => {
  const ticket = await ticketFor(pool, id, 'alice@contoso.com');
  const joined = await joinAs(pool, id, { name: '', ticket });
  open.push(joined);
  return joined;
};
/** Waits until everything that this participant has said was heard. */
const heardBy = async (one: Joined) => {
  one.say({ type: 'alive' });
  await one.receive('alive');
};
const sdp = 'v'.repeat(30_000);
/** Sends that many bytes of signals to these participants. */
async function flood(sender: Joined, to: readonly Joined[], bytes = IN_SYSTEM) {
  for (let said = 0; said < bytes; said += sdp.length * to.length) {
    for (const { joined } of to)
      sender.say({ type: 'signal', to: joined.self, data: { type: 'offer', sdp } });
    await heardBy(sender);
  }
}

test('guests who flood those that don’t read fill neither the pool’s memory nor end their connections', async () => {
  const { id } = await meetNow(pool);
  const slow = [await host(id), await come(id, 'a'), await come(id, 'b')];
  const senders = [await come(id, 'x'), await come(id, 'y')];
  const closed = vi.fn();
  for (const one of [...slow, ...senders]) {
    one.socket.on('close', closed);
  }
  for (const { socket } of slow) socket.pause();
  let most = 0;
  for (const sender of senders) {
    await flood(sender, slow, 3 * IN_SYSTEM);
    most = Math.max(most, pool.size().roomsQueued);
  }
  // All guests from one address count as one.
  expect(most).toBeGreaterThan(limits.roomQueues.perOwner / 2);
  expect(most).toBeLessThanOrEqual(limits.roomQueues.perOwner);
  expect(closed).not.toHaveBeenCalled();
  // A participant who reads again carries on, and hears what colleagues say from then on.
  for (const { socket } of slow) socket.resume();
  await vi.waitFor(() => {
    expect(pool.size().roomsQueued).toBe(0);
  }, 10_000);
  senders[0]?.say({ type: 'chat', id: crypto.randomUUID(), text: 'still there?' });
  for (const one of slow) expect(await one.receive('chat')).toMatchObject({ text: 'still there?' });
}, 60_000);

const meeting: Meeting = {
  id: 'abcd-efgh-jkmn',
  title: '',
  state: 'open',
  MeetingUxEnableTelemetry: false,
  host: { displayName: '', organisation: '' },
};

/** A connection whose other end reads nothing until it is told to, and what it heard. */
function slowLine(address: string, queues: ReturnType<typeof createBudget>) {
  const heard: { type: string }[] = [];
  const waiting: (() => void)[] = [];
  const closed: number[] = [];
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    send(text: string, done: () => void) {
      waiting.push(() => {
        heard.push(JSON.parse(text) as { type: string });
        done();
      });
    },
    close: (code: number) => void closed.push(code),
    terminate: () => void closed.push(0),
  });
  const line = createRoomLine(socket as unknown as WebSocket, {
    now: () => 0,
    address,
    queues,
    waitingBytes: limits.waitingBytes,
    waitingBytesOfSender: limits.waitingBytesOfSender,
    passedBytes: limits.roomQueues.inAll * 0.75,
    onText: () => undefined,
    onClose: () => undefined,
  });
  const read = () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) next();
  };
  return { line, heard, closed, read, socket };
}

test('who turns the microphone on and off, or comes and goes, has one roster wait at most', () => {
  const queues = createBudget({ perOwner: Infinity, inAll: Infinity });
  const room = createRoom(() => 0);
  const slow = slowLine('203.0.113.1', queues);
  const busy = slowLine('203.0.113.2', queues);
  const who = { name: 'x', guest: true, host: false, account: null };
  room.enter(who, slow.line, meeting);
  const seat = room.enter(who, busy.line, meeting);
  for (let count = 0; count < 20_001; count += 1) {
    seat?.mute(count % 2 === 0);
    busy.read();
  }
  expect(queues.inAll()).toBeLessThan(100 * KIB);
  slow.read();
  expect(slow.closed).toEqual([]);
  // The last thing that it hears is the current state.
  expect(slow.heard.at(-1)).toMatchObject({ type: 'roster', participants: [{}, { muted: true }] });
});

test('pings that nobody reads the answers to end their own connection alone', () => {
  const { socket, closed } = slowLine('203.0.113.1', createBudget(defaultLimits.roomQueues));
  socket.bufferedAmount = 60 * KIB;
  socket.emit('ping');
  expect(closed).toEqual([]);
  socket.bufferedAmount = 80 * KIB;
  socket.emit('ping');
  expect(closed).toEqual([0]);
});

test('whoever says whatever, what waits is within the shares, no other’s words end a connection, and it ends at nothing', () => {
  const step = fc.oneof(
    fc.record({
      does: fc.constantFrom('pass' as const, 'show' as const, 'alive' as const),
      to: fc.nat(3),
      from: fc.nat(2),
      bytes: fc.integer({ min: 1, max: 90_000 }),
    }),
    fc.record({ does: fc.constant('read' as const), to: fc.nat(3) }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 50, maxLength: 200, size: 'max' }), (steps) => {
      const queues = createBudget(limits.roomQueues);
      const lines = [0, 1, 2, 3].map((number) => slowLine(`203.0.113.${String(number)}`, queues));
      for (const one of steps) {
        const to = lines[one.to];
        if (one.does === 'read') to?.read();
        else if (one.does === 'alive') to?.line.say({ type: 'alive' });
        else if (one.does === 'show')
          to?.line.show({
            type: 'waiting',
            guests: [{ id: 'a', name: 'g'.repeat(one.bytes / 30) }],
          });
        else {
          const text = 'c'.repeat(one.bytes);
          const chat = { type: 'chat', id: 'i', from: 'f', name: 'n', text, at: '' } as const;
          to?.line.pass(chat, `198.51.100.${String(one.from)}`);
        }
        expect(queues.inAll()).toBeLessThanOrEqual(limits.roomQueues.inAll);
      }
      expect(lines.flatMap(({ closed }) => closed)).toEqual([]);
      // What was shown while there was no room is shown once there is.
      for (const { read, line } of [...lines, ...lines]) {
        read();
        line.endIfSilent();
        read();
      }
      expect(queues.inAll()).toBe(0);
    }),
    { numRuns: 60 },
  );
});
