import { pick } from '../../../contract/testing/seeded.testkit.ts';
import {
  meetNow,
  openRoom,
  type TestParticipant,
} from '../../../service/pool/testing/participant.ts';
import { attackServer, type Attacker } from '../attackServer.ts';
import { hostileText, spoilt } from '../hostileText.ts';

const LONGEST = 16 * 1024;
const secret = 'f'.repeat(64);

function frame(unit: () => number): string {
  const text = hostileText(unit, LONGEST);
  const message = pick<object>(unit, [
    { type: 'join', name: text },
    { type: 'join', name: 'Ann', resume: secret, ticket: secret },
    { type: 'chat', id: crypto.randomUUID(), text },
    { type: 'signal', to: 'f'.repeat(16), data: { type: 'offer', sdp: text } },
    { type: 'mute', muted: true },
    { type: 'end' },
    { type: 'alive' },
  ]);
  const sound = JSON.stringify(message);
  return unit() < 0.7 ? sound : spoilt(unit, sound, LONGEST);
}

async function createAttacker(url: string): Promise<Attacker> {
  const { id } = await meetNow({ url });
  let guest: TestParticipant | undefined;
  return async (unit) => {
    if (guest?.socket.readyState !== 1) {
      guest = await openRoom(url, id);
      guest.socket.on('error', () => {
        guest?.socket.terminate();
      });
      if (unit() < 0.8) guest.say({ type: 'join', name: 'Ann' });
    }
    guest.sayText(frame(unit));
    guest.heard.length = 0;
    // The next frame waits until this one has left, so that it is the pool that is busy.
    await new Promise((resolve) => setImmediate(resolve));
    return [];
  };
}

/** Guests of meetings, who say what no page of the pool's says. */
export const meetings = attackServer('meetings', 'pool', createAttacker);
