import type { CallReport } from '../../contract/calls.ts';

type Quality = NonNullable<CallReport['quality']>;

/** Milliseconds between two measurements. */
const EVERY = 2000;

/** What of WebRTC's statistics is looked at (Identifiers for WebRTC's Statistics API). */
export interface Stat {
  readonly type: string;
  readonly state?: string;
  /** Seconds. */
  readonly currentRoundTripTime?: number;
  /** Seconds. */
  readonly jitter?: number;
  readonly packetsLost?: number;
  readonly packetsReceived?: number;
}

/** Tells the network's quality, in milliseconds and per cent, from a connection's statistics. */
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

/** Measures a connection until it is closed; afterwards it has nothing to tell any more. */
export function watchQuality(connection: RTCPeerConnection) {
  let last: Quality = {};
  const timer = setInterval(() => {
    if (connection.connectionState === 'closed') {
      clearInterval(timer);
      return;
    }
    void connection.getStats().then((report) => {
      // What can't be measured any more was so when it last could.
      last = { ...last, ...qualityOf((report as ReadonlyMap<string, Stat>).values()) };
    });
  }, EVERY);
  return {
    get: () => last,
    stop: () => {
      clearInterval(timer);
    },
  };
}
