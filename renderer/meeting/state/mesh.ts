import type { CallRoute } from '../../../contract/callRoute.ts';
import type { Participant, SignalData } from '../../../contract/meetings.ts';
import { createVariable, type Value } from '../../ui/value.ts';
import { obstacleOf, type RelayTrouble } from '../../media/relays.ts';
import { createPeer, type Peer } from './peer.ts';
import type { PeerState } from './peerWatch.ts';

/** How often it is measured who speaks, and the longest pause between words that still counts as speech. */
const INTERVAL_MS = 200;
const LONGEST_PAUSE_MS = 1200;
/** A sound louder than this, between two measurements, is speech: 1 is full scale. */
const AUDIBLE = 0.003;

/** What is known about the connection to another, and the sound on it. */
export interface AudioState {
  readonly state: PeerState;
  readonly speaks: boolean;
  readonly isRelayed: boolean;
  /** Why there is no way through a relay; undefined if there is one, or none is known of. */
  readonly trouble: RelayTrouble | ReturnType<typeof obstacleOf>;
}

/** The sound of a meeting: a connection to each of the others, straight or through a relay. */
export interface Mesh {
  /** By participant. */
  readonly audioStates: Value<ReadonlyMap<string, AudioState>>;
  /**
   * Applies a roster.
   * @param offersTo whom to offer a connection, even if there is one already.
   */
  readonly follow: (others: readonly Participant[], offersTo: 'nobody' | 'all') => void;
  readonly take: (from: string, data: SignalData) => void;
  /** @param route by which connections may go from now on. */
  readonly useRoute: (route: CallRoute) => void;
  /** @param track one's own sound from now on; null if there is none. */
  readonly useTrack: (track: MediaStreamTrack | null) => void;
  readonly stats: () => Promise<readonly RTCStatsReport[]>;
  /** Closes every connection. */
  readonly clear: () => void;
  /** Closes every connection, and stops measuring. */
  readonly stop: () => void;
}

interface Connection {
  readonly peer: Peer;
  /** Runs in order: the next of WebRTC's steps may only begin once the one before is done. */
  queue: Promise<void>;
  state: PeerState;
  heardAt: number;
  isMeasured: boolean;
  /** Stops playing it. */
  silence: () => void;
}

type AudioStates = ReadonlyMap<string, AudioState>;

const isSame = (before: AudioStates, next: AudioStates): boolean =>
  before.size === next.size &&
  [...next].every(([id, { state, speaks, isRelayed, trouble }]) => {
    const known = before.get(id);
    const isSameWay = known?.isRelayed === isRelayed && known.trouble === trouble;
    return isSameWay && known.state === state && known.speaks === speaks;
  });

/** Measures the sound on a connection since the last time; one measurement at a time, however long it takes. */
async function listenTo(connection: Connection): Promise<void> {
  if (connection.isMeasured) return;
  connection.isMeasured = true;
  // A connection that is closed meanwhile may never answer, which affects only itself.
  const level = await connection.peer.level().catch(() => 0);
  connection.isMeasured = false;
  if (level > AUDIBLE) connection.heardAt = performance.now();
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
  const connections = new Map<string, Connection>();
  const audioStates = createVariable<AudioStates>(new Map());
  let track: MediaStreamTrack | null = null;
  let route: CallRoute = { relayOnly: false, mayRelay: false, access: null };

  const tell = (): void => {
    const now = performance.now();
    const next = new Map(
      [...connections].map(([id, { state, heardAt, peer }]): [string, AudioState] => [
        id,
        {
          state,
          speaks: state === 'connected' && now - heardAt < LONGEST_PAUSE_MS,
          isRelayed: state === 'connected' && peer.isRelayed(),
          trouble: obstacleOf(route) ?? peer.trouble(),
        },
      ]),
    );
    if (!isSame(audioStates.get(), next)) audioStates.set(next);
  };
  const timer = setInterval(() => {
    for (const connection of connections.values()) void listenTo(connection).then(tell);
    tell();
  }, INTERVAL_MS);

  const end = (id: string): void => {
    const connection = connections.get(id);
    connection?.silence();
    connection?.peer.close();
    connections.delete(id);
  };
  const open = (id: string): Connection => {
    const peer = createPeer(
      { isPolite: ports.self() < id, track, route },
      {
        onSignal: (data) => {
          ports.send(id, data);
        },
        onStream: (stream) => {
          connection.silence();
          connection.silence = ports.play(stream);
        },
        onState: (state) => {
          connection.state = state;
          tell();
          if (state === 'failed') void peer.stats().then(ports.onFailed);
        },
      },
    );
    const connection: Connection = {
      peer,
      queue: Promise.resolve(),
      state: 'connecting',
      heardAt: -Infinity,
      isMeasured: false,
      silence: () => undefined,
    };
    connections.set(id, connection);
    return connection;
  };
  const then = (connection: Connection, step: () => Promise<void>): void => {
    // A failed step leaves the connection as it was: it is restarted, and reported if it stays lost.
    connection.queue = connection.queue.then(step).catch(() => undefined);
  };
  const clear = (): void => {
    for (const id of [...connections.keys()]) end(id);
    tell();
  };

  return {
    audioStates,
    follow(others, offersTo) {
      for (const id of [...connections.keys()])
        if (!others.some((other) => other.id === id)) end(id);
      if (offersTo === 'all')
        for (const { id } of others) {
          const known = connections.get(id);
          const connection = known ?? open(id);
          then(connection, () => connection.peer.offer(known !== undefined));
        }
      tell();
    },
    take(from, data) {
      const connection = connections.get(from) ?? open(from);
      then(connection, () => connection.peer.take(data));
    },
    useRoute(next) {
      route = next;
      for (const { peer } of connections.values()) peer.useRoute(next);
    },
    useTrack(next) {
      track = next;
      for (const connection of connections.values())
        then(connection, () => connection.peer.useTrack(next));
    },
    stats: () => Promise.all([...connections.values()].map(({ peer }) => peer.stats())),
    clear,
    stop: () => {
      clearInterval(timer);
      clear();
    },
  };
}
