import type { CallReport } from '../../contract/calls.ts';

type Quality = NonNullable<CallReport['quality']>;

/** Milliseconds between two measurements. */
const INTERVAL_MS = 2000;

/** The parts of WebRTC's statistics that are used (Identifiers for WebRTC's Statistics API). */
export interface Stat {
  readonly type: string;
  readonly state?: string;
  /** In seconds. */
  readonly currentRoundTripTime?: number;
  /** In seconds. */
  readonly jitter?: number;
  readonly packetsLost?: number;
  readonly packetsReceived?: number;
}

/** The network's quality, in milliseconds and per cent, from a connection's statistics. */
export function qualityOf(stats: Iterable<Stat>): Quality {
  const all = [...stats];
  const pair = all.find(
    ({ type, state, currentRoundTripTime }) =>
      type === 'candidate-pair' && state === 'succeeded' && currentRoundTripTime !== undefined,
  );
  const heard = all.find(({ type }) => type === 'inbound-rtp');
  const { packetsLost = 0, packetsReceived = 0, jitter } = heard ?? {};
  const lost = Math.max(0, packetsLost);
  const expected = lost + packetsReceived;
  return {
    ...(pair?.currentRoundTripTime === undefined
      ? {}
      : { roundTrip: pair.currentRoundTripTime * 1000 }),
    ...(jitter === undefined ? {} : { jitter: jitter * 1000 }),
    ...(expected === 0 ? {} : { packetLoss: (100 * lost) / expected }),
  };
}

/** Measures a connection until it is closed; after that there is nothing more to measure. */
export function watchQuality(connection: RTCPeerConnection) {
  let last: Quality = {};
  const timer = setInterval(() => {
    if (connection.connectionState === 'closed') {
      clearInterval(timer);
      return;
    }
    void connection.getStats().then((report) => {
      // What can no longer be measured keeps its last value.
      last = { ...last, ...qualityOf((report as ReadonlyMap<string, Stat>).values()) };
    });
  }, INTERVAL_MS);
  return {
    get: () => last,
    stop: () => {
      clearInterval(timer);
    },
  };
}
