import { isRelayed } from '../media/relays.ts';
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

/**
 * Measures a connection until it is closed; after that there is nothing more to measure.
 * @param onRelayed called when sound begins, or ceases, to go through a relay.
 */
export function watchQuality(
  connection: RTCPeerConnection,
  onRelayed: (isRelayed: boolean) => void,
) {
  let last: Quality = {};
  let wasRelayed = false;
  const measure = async () => {
    const report = await connection.getStats();
    // What can no longer be measured keeps its last value.
    last = { ...last, ...qualityOf((report as ReadonlyMap<string, Stat>).values()) };
    const relayed = isRelayed(report);
    if (relayed !== wasRelayed) onRelayed(relayed);
    wasRelayed = relayed;
  };
  connection.addEventListener('connectionstatechange', () => {
    if (connection.connectionState === 'connected') void measure();
  });
  const timer = setInterval(() => {
    if (connection.connectionState === 'closed') {
      clearInterval(timer);
      return;
    }
    void measure();
  }, INTERVAL_MS);
  return {
    get: () => last,
    stop: () => {
      clearInterval(timer);
    },
  };
}
