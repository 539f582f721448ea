import type { Participant, SignalData } from '../../../contract/meetings.ts';
import { createVariable, type Value } from '../../ui/value.ts';
import { createPeer, type Peer } from './peer.ts';
import type { PeerState } from './peerWatch.ts';

/** How often it is measured who speaks, and the longest pause between words that still counts as speech. */
const INTERVAL_MS = 200;
const LONGEST_PAUSE_MS = 1200;
/** A sound louder than this, between two measurements, is speech: 1 is full scale. */
const AUDIBLE = 0.003;

/** What is known about the connection to another, and the sound on it. */
export interface Hearing {
  readonly state: PeerState;
  readonly speaks: boolean;
}

/** The sound of a meeting: a connection to each of the others, none through a server. */
export interface Mesh {
  /** By participant. */
  readonly hearings: Value<ReadonlyMap<string, Hearing>>;
  /**
   * Applies a roster.
   * @param offersTo whom to offer a connection, even if there is one already.
   */
  readonly follow: (others: readonly Participant[], offersTo: 'nobody' | 'all') => void;
  readonly take: (from: string, data: SignalData) => void;
  /** @param track one's own sound from now on; null if there is none. */
  readonly useTrack: (track: MediaStreamTrack | null) => void;
  readonly stats: () => Promise<readonly RTCStatsReport[]>;
  /** Closes every connection. */
  readonly clear: () => void;
  /** Closes every connection, and stops measuring. */
  readonly stop: () => void;
}

interface Way {
  readonly peer: Peer;
  /** Runs in order: the next of WebRTC's steps may only begin once the one before is done. */
  queue: Promise<void>;
  state: PeerState;
  heardAt: number;
  isMeasured: boolean;
  /** Stops playing it. */
  silence: () => void;
}

type Hearings = ReadonlyMap<string, Hearing>;

const isSame = (before: Hearings, next: Hearings): boolean =>
  before.size === next.size &&
  [...next].every(([id, { state, speaks }]) => {
    const known = before.get(id);
    return known?.state === state && known.speaks === speaks;
  });

/** Measures the sound on a connection since the last time; one measurement at a time, however long it takes. */
async function listenTo(way: Way): Promise<void> {
  if (way.isMeasured) return;
  way.isMeasured = true;
  // A connection that is closed meanwhile may never answer, which affects only itself.
  const level = await way.peer.level().catch(() => 0);
  way.isMeasured = false;
  if (level > AUDIBLE) way.heardAt = performance.now();
}

export function createMesh(ports: {
  /** One's own id in the roster, which may change after a loss. */
  self: () => string;
  send: (to: string, data: SignalData) => void;
  /** Plays another's sound aloud. @returns what stops it. */
  play: (stream: MediaStream) => () => void;
  /** No sound flows between oneself and somebody else, though it should. */
  onFailed: (stats: RTCStatsReport) => void;
}): Mesh {
  const ways = new Map<string, Way>();
  const hearings = createVariable<Hearings>(new Map());
  let track: MediaStreamTrack | null = null;

  const tell = (): void => {
    const now = performance.now();
    const next = new Map(
      [...ways].map(([id, { state, heardAt }]): [string, Hearing] => [
        id,
        { state, speaks: state === 'connected' && now - heardAt < LONGEST_PAUSE_MS },
      ]),
    );
    if (!isSame(hearings.get(), next)) hearings.set(next);
  };
  const timer = setInterval(() => {
    for (const way of ways.values()) void listenTo(way).then(tell);
    tell();
  }, INTERVAL_MS);

  const end = (id: string): void => {
    const way = ways.get(id);
    way?.silence();
    way?.peer.close();
    ways.delete(id);
  };
  const open = (id: string): Way => {
    const peer = createPeer(
      { isPolite: ports.self() < id, track },
      {
        onSignal: (data) => {
          ports.send(id, data);
        },
        onStream: (stream) => {
          way.silence();
          way.silence = ports.play(stream);
        },
        onState: (state) => {
          way.state = state;
          tell();
          if (state === 'failed') void peer.stats().then(ports.onFailed);
        },
      },
    );
    const way: Way = {
      peer,
      queue: Promise.resolve(),
      state: 'connecting',
      heardAt: -Infinity,
      isMeasured: false,
      silence: () => undefined,
    };
    ways.set(id, way);
    return way;
  };
  const then = (way: Way, step: () => Promise<void>): void => {
    // A failed step leaves the connection as it was: it is restarted, and reported if it stays lost.
    way.queue = way.queue.then(step).catch(() => undefined);
  };
  const clear = (): void => {
    for (const id of [...ways.keys()]) end(id);
    tell();
  };

  return {
    hearings,
    follow(others, offersTo) {
      for (const id of [...ways.keys()]) if (!others.some((other) => other.id === id)) end(id);
      if (offersTo === 'all')
        for (const { id } of others) {
          const known = ways.get(id);
          const way = known ?? open(id);
          then(way, () => way.peer.offer(known !== undefined));
        }
      tell();
    },
    take(from, data) {
      const way = ways.get(from) ?? open(from);
      then(way, () => way.peer.take(data));
    },
    useTrack(next) {
      track = next;
      for (const way of ways.values()) then(way, () => way.peer.useTrack(next));
    },
    stats: () => Promise.all([...ways.values()].map(({ peer }) => peer.stats())),
    clear,
    stop: () => {
      clearInterval(timer);
      clear();
    },
  };
}
