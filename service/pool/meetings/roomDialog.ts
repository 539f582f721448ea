import {
  parseParticipantSays,
  type ParticipantSays,
  type Refusal,
} from '../../../contract/meetings.ts';
import { createBucket } from '../sip/bucket.ts';
import type { PoolLimits } from '../limits.ts';
import type { Line, Seat } from './roomSeats.ts';

export type Join = Extract<ParticipantSays, { type: 'join' }>;
export type Oversee = Extract<ParticipantSays, { type: 'oversee' }>;

/** Handles what one connection says, from its first message on. */
export function createDialog(ports: {
  readonly line: Line;
  readonly now: () => number;
  readonly limits: PoolLimits;
  readonly join: (message: Join | Oversee) => Seat | Refusal;
  readonly onJoined: () => void;
  /** What only the host may do. */
  readonly end: () => void;
  readonly remove: (participant: string) => void;
  readonly admit: (participant: string) => void;
}) {
  const { line, now, limits } = ports;
  const mayTake = createBucket(limits.room, now);
  const mayChat = createBucket(limits.roomChat, now);
  let place: Seat | undefined;
  const refuse = (reason: Refusal) => {
    line.end({ type: 'refused', reason });
  };

  const take = (message: ParticipantSays, at: Seat): void => {
    switch (message.type) {
      case 'join':
      case 'oversee':
        refuse('malformed');
        break;
      case 'mute':
        at.mute(message.muted);
        break;
      case 'signal':
        at.signal(message.to, message.data);
        break;
      case 'chat':
        if (mayChat()) at.chat(message.id, message.text);
        else refuse('too-fast');
        break;
      case 'relays':
        at.relays();
        break;
      case 'leave':
        at.leave();
        line.end();
        break;
      case 'end':
        if (at.isHost) ports.end();
        break;
      case 'remove':
        if (at.isHost) ports.remove(message.id);
        break;
      case 'admit':
        if (at.isHost) ports.admit(message.id);
        break;
      case 'alive':
        line.say({ type: 'alive' });
    }
  };

  return {
    receive(text: string): void {
      const parsed = parseParticipantSays(text);
      if (!mayTake()) refuse('too-fast');
      else if (!parsed.ok) refuse('malformed');
      else if (place) take(parsed.value, place);
      else if (parsed.value.type === 'join' || parsed.value.type === 'oversee') {
        const joined = ports.join(parsed.value);
        if (typeof joined === 'string') refuse(joined);
        else {
          place = joined;
          ports.onJoined();
        }
      } else refuse('malformed');
    },
    lose: () => place?.lose(),
  };
}
