import type { WaitingGuest } from '../../../contract/meetings.ts';
import { createChosenSpeaker } from '../../media/chosenSpeaker.ts';
import { playAloud } from '../../media/loudspeaker.ts';
import { closeMicrophone } from '../../media/microphone.ts';
import { createVariable, type Value } from '../../ui/value.ts';
import type { Hosting } from './hosting.ts';
import { createMesh, type Mesh } from './mesh.ts';
import type { MeetingHost } from './meetingHost.ts';
import { createMeetingRoute } from './meetingRoute.ts';
import { qualityOf } from './quality.ts';
import { createRoom, type Room } from './room.ts';
import type { Ending, Roster } from './roomState.ts';

/** A person's time in a meeting: the room at the pool, and the sound between the devices. */
export interface MeetingSession
  extends Pick<Room, 'state' | 'chat' | 'leave' | 'connectNow'>, Hosting {
  readonly roster: Value<Roster>;
  readonly audioStates: Mesh['audioStates'];
  readonly isMuted: Value<boolean>;
  readonly mute: (isMuted: boolean) => void;
  /** Whether there is a microphone at all. */
  readonly hasMicrophone: boolean;
  /** One's own sound, for a meter; null without a microphone. */
  readonly stream: MediaStream | null;
  /** Leaves silently as the window goes away. */
  readonly dispose: () => void;
}

export interface MeetingSessionParts {
  readonly place: Pick<MeetingHost, 'tell' | 'ticket' | 'devices' | 'takePeers' | 'route'>;
  readonly roomUrl: string;
  readonly name: string;
  /** The microphone's, which the session closes in the end; null for someone who only listens. */
  readonly stream: MediaStream | null;
}

/** Intended endings: nothing went wrong. */
const meant: ReadonlySet<Ending> = new Set([
  ...(['left', 'ended', 'removed', 'turned-away', 'elsewhere'] as const),
]);

const others = ({ self, participants }: Roster) => participants.filter(({ id }) => id !== self);

/** The host's commands; the room refuses them to everybody else. */
const hostCommandsOf = ({
  say,
  leave,
}: Pick<Room, 'say' | 'leave'>): Pick<MeetingSession, 'remove' | 'admit' | 'end'> => ({
  remove: (id) => {
    say({ type: 'remove', id });
  },
  admit: (id) => {
    say({ type: 'admit', id });
  },
  end: () => {
    leave('end');
  },
});

/** Joins, and stays until the person leaves, the meeting ends or the room refuses. */
export function createMeetingSession({
  place,
  roomUrl,
  name,
  stream,
}: MeetingSessionParts): MeetingSession {
  const roster = createVariable<Roster>({ self: '', participants: [] });
  const waiting = createVariable<readonly WaitingGuest[]>([]);
  const isMuted = createVariable(stream === null);
  const track = stream?.getAudioTracks()[0] ?? null;
  let hasJoined = false;
  let isOver = false;
  let shutPeers: (() => void) | undefined;

  const onSpeaker = createChosenSpeaker(place.devices);
  const mesh = createMesh({
    self: () => roster.get().self,
    send: (to, data) => {
      room.say({ type: 'signal', to, data });
    },
    play: (sound) => onSpeaker((speaker) => playAloud(sound, speaker).stop),
    onFailed: (stats) => {
      place.tell({ event: 'failed', code: 'ice', quality: qualityOf(stats) });
    },
  });
  const route = createMeetingRoute(() => {
    room.say({ type: 'relays' });
  }, mesh.useRoute);
  const endSound = (): void => {
    isOver = true;
    route.stop();
    mesh.stop();
    shutPeers?.();
    if (stream) closeMicrophone(stream);
    if (hasJoined) place.tell({ event: 'left' });
  };
  const room = createRoom(
    { url: roomUrl, name, ticket: place.ticket },
    {
      onRoute: route.joined,
      onRelays: route.renewed,
      onJoined(next, isBack) {
        roster.set(next);
        if (!hasJoined) place.tell({ event: 'joined' });
        hasJoined = true;
        if (!isBack) mesh.clear();
        room.say({ type: 'mute', muted: isMuted.get() });
        mesh.follow(others(next), 'all');
      },
      onRoster(next) {
        roster.set(next);
        mesh.follow(others(next), 'nobody');
      },
      onWaiting: waiting.set,
      onSignal: mesh.take,
      onLost: (code) => {
        place.tell({ event: 'failed', code });
      },
      onOver(why) {
        if (!meant.has(why)) place.tell({ event: 'failed', code: why });
        endSound();
      },
    },
  );
  const mute = (next: boolean): void => {
    if (track) track.enabled = !next;
    isMuted.set(next || track === null);
    room.say({ type: 'mute', muted: isMuted.get() });
  };

  place.tell({ event: 'attempted' });
  mesh.useTrack(track);
  // Someone who unplugs the microphone must not believe that the others still hear them.
  track?.addEventListener('ended', () => {
    if (!isOver) mute(true);
  });
  const begin = async (): Promise<void> => {
    const shut = await place.takePeers();
    const own = shut && !isOver ? await place.route() : undefined;
    if (isOver) shut?.();
    else if (!shut || !own) room.leave('leave');
    else {
      shutPeers = shut;
      route.begin(own);
      room.start();
    }
  };
  void begin();

  return {
    roster,
    isMuted,
    mute,
    stream,
    audioStates: mesh.audioStates,
    hasMicrophone: track !== null,
    state: room.state,
    chat: room.chat,
    leave: room.leave,
    connectNow: room.connectNow,
    waiting,
    ...hostCommandsOf(room),
    dispose: () => {
      room.leave('leave');
    },
  };
}
