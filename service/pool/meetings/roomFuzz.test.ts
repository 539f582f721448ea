import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { mangle, pick, seeded } from '../../../contract/testing/seeded.testkit.ts';
import type { Meeting, ParticipantSays } from '../../../contract/meetings.ts';
import { defaultLimits } from '../limits.ts';
import { createRoom } from './room.ts';
import { createDialog } from './roomDialog.ts';
import type { Line } from './roomSeats.ts';
import { joinAs, meetNow, openRoom } from '../testing/participant.ts';
import { startPool } from '../testing/startPool.ts';

// So many frames take most of a minute; on a busy machine more.
vi.setConfig({ testTimeout: 240_000 });

const FRAMES = 100_000;
/** More than a loaded heap's fragmentation causes; one kept frame each would be 40 MB. */
const MOST_GROWTH = 16 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const secret = 'f'.repeat(64);

/** A valid message of any kind except `leave`. */
function frameOf(unit: () => number, others: readonly string[]): string {
  const message: ParticipantSays = pick<ParticipantSays>(unit, [
    { type: 'join', name: 'Ann', resume: secret },
    { type: 'join', name: 'Ann', ticket: secret },
    { type: 'mute', muted: unit() < 0.5 },
    { type: 'signal', to: pick(unit, others), data: { type: 'offer', sdp: 'v=0\r\n'.repeat(50) } },
    {
      type: 'signal',
      to: pick(unit, others),
      data: {
        type: 'candidate',
        candidate: 'candidate:1',
        sdpMid: '0',
        sdpMLineIndex: 0,
        usernameFragment: null,
      },
    },
    { type: 'chat', id: crypto.randomUUID(), text: 'hello '.repeat(50) },
    { type: 'oversee', ticket: secret },
    { type: 'remove', id: pick(unit, others) },
    { type: 'admit', id: pick(unit, others) },
    { type: 'end' },
    { type: 'alive' },
  ]);
  return JSON.stringify(message);
}

const floods = { burst: Number.MAX_SAFE_INTEGER, perSecond: 1 };
const limits = { ...defaultLimits, room: floods, roomChat: floods };
const meeting: Meeting = {
  id: 'abcd-efgh-jkmn',
  title: '',
  state: 'open',
  MeetingUxEnableTelemetry: false,
  host: { displayName: '', organisation: '' },
};

test('100,000 mutated frames, each heard, neither throw nor stay in memory', () => {
  const unit = seeded(7007);
  let time = 0;
  const now = () => time;
  const room = createRoom(now);
  const others: string[] = ['f'.repeat(16)];
  const open = () => {
    const state = { hasEnded: false };
    const line: Line = {
      address: '203.0.113.7',
      pass: () => undefined,
      say(message) {
        if (message.type === 'joined') others.splice(0, others.length, message.self);
      },
      show(message) {
        if (message.type === 'waiting') others.push(...message.guests.map(({ id }) => id));
      },
      end() {
        state.hasEnded = true;
      },
    };
    // Sometimes the host, so that what only they may say is tried as well.
    const host = unit() < 0.2;
    const who = { name: 'Ann', guest: !host, host, account: host ? 'ann@contoso.com' : null };
    const wait = () => (unit() < 0.3 ? room.wait(who, line, () => meeting) : undefined);
    const join = () => (host ? undefined : wait()) ?? room.enter(who, line, meeting) ?? 'full';
    const { end, remove, admit } = room;
    const onJoined = () => undefined;
    const dialog = createDialog({ line, now, limits, join, onJoined, end, remove, admit });
    dialog.receive('{"type":"join","name":"Ann"}');
    return { ...dialog, state };
  };
  const play = (count: number) => {
    let dialog = open();
    for (let heard = 0; heard < count; heard += 1) {
      if (dialog.state.hasEnded) {
        dialog.lose();
        time += 10_000;
        room.expire();
        dialog = open();
      }
      dialog.receive(mangle(unit, frameOf(unit, others)));
    }
    dialog.lose();
    time += 60_000;
    room.expire();
  };
  play(5000);
  const before = heapUsed();
  play(FRAMES);
  expect(heapUsed() - before).toBeLessThan(MOST_GROWTH);
  expect(room.isEmpty()).toBe(true);
});

test('the pool outlives a thousand connections with a hundred broken frames each', async () => {
  let later = 0;
  const pool = await startPool({ now: () => Date.now() + later, limits });
  const unit = seeded(8831);
  try {
    const { id } = await meetNow(pool);
    const host = await joinAs(pool, id, { name: 'Host' });
    const play = async (connections: number) => {
      for (let count = 0; count < connections; count += 1) {
        const one = await openRoom(pool.url, id);
        if (unit() < 0.9) one.say({ type: 'join', name: `Ann ${count}` });
        for (let sent = 0; sent < 100; sent += 1) {
          const frame = frameOf(unit, [host.joined.self]);
          one.sayText(unit() < 0.1 ? mangle(unit, frame) : frame);
        }
        await one.closed;
        later += 10_000;
        host.say({ type: 'alive' });
        await host.receive('alive');
        host.heard.length = 0;
      }
    };
    await play(100);
    const before = heapUsed();
    await play(1000);
    expect(heapUsed() - before).toBeLessThan(MOST_GROWTH);
    await vi.waitFor(() => {
      expect(pool.size()).toMatchObject({ rooms: 1, lines: 1 });
    }, 5000);
    const visitor = await joinAs(pool, id, { name: 'Ben', resume: host.joined.resume });
    expect(visitor.joined.self).toBe(host.joined.self);
  } finally {
    await pool.remove();
  }
});
