import type { CallRoute } from '../../contract/callRoute.ts';
import type { RelayAccess } from '../../contract/relays.ts';

/** Why no sound can flow by a route: policy forbids every way, or demands a relay and there is none. */
export function obstacleOf({ relayOnly, mayRelay, access }: CallRoute) {
  if (!relayOnly) return undefined;
  if (!mayRelay) return 'relay forbidden';
  return access === null ? 'relay none' : undefined;
}

const serversOf = (access: RelayAccess | null): RTCIceServer[] =>
  access === null
    ? []
    : [{ urls: access.uris, username: access.username, credential: access.password }];

/** No server but the route's own relays helps to find a way. */
export const configurationOf = ({ access, relayOnly }: CallRoute): RTCConfiguration => ({
  iceServers: serversOf(access),
  iceTransportPolicy: relayOnly ? 'relay' : 'all',
});

/**
 * Asks for new access when half of the time of the last one is over, until stopped.
 * @param ask resolves to null if there is none just now; it is then asked again half of what is left later.
 */
export function renewInTime(
  first: RelayAccess,
  ask: () => Promise<RelayAccess | null>,
  use: (access: RelayAccess) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let isOver = false;
  const wait = (seconds: number): void => {
    const next = Math.max(1, seconds / 2);
    timer = setTimeout(() => {
      void ask().then((access) => {
        if (isOver) return;
        if (access) use(access);
        wait(access ? access.ttl : next);
      });
    }, next * 1000);
  };
  wait(first.ttl);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

export type RelayTrouble = 'relay refused' | 'relay unreachable';

/** WebRTC's own error for who can't be reached; others are a server's answers (W3C WebRTC, RTCPeerConnectionIceErrorEvent). */
const NOT_REACHED = 701;

/**
 * Notes why a connection gets no relay.
 * @returns what tells it: undefined once it has one, or if none was asked. A relay that has not answered counts as
 * unreachable, since Chromium says so only after 40 s, longer than a call tries to connect.
 */
export function watchRelays(connection: RTCPeerConnection): () => RelayTrouble | undefined {
  let trouble: RelayTrouble = 'relay unreachable';
  let hasRelay = false;
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate?.type === 'relay') hasRelay = true;
  });
  connection.addEventListener('icecandidateerror', ({ url, errorCode }) => {
    // A refusal says more than silence elsewhere.
    if (/^turns?:/.test(url) && errorCode !== NOT_REACHED) trouble = 'relay refused';
  });
  return () => {
    const wasAsked = (connection.getConfiguration().iceServers?.length ?? 0) > 0;
    return hasRelay || !wasAsked ? undefined : trouble;
  };
}

interface Stat {
  readonly type: string;
  readonly id: string;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
}

/** Whether sound goes through a relay, one's own or the other's, by the pair of candidates in use. */
export function isRelayed(report: RTCStatsReport): boolean {
  const stats = report as ReadonlyMap<string, Stat>;
  const pairs = [...stats.values()].flatMap(({ selectedCandidatePairId = '' }) => {
    const pair = stats.get(selectedCandidatePairId);
    return pair ? [pair] : [];
  });
  const isRelay = (id = ''): boolean => stats.get(id)?.candidateType === 'relay';
  return pairs.some(
    ({ localCandidateId, remoteCandidateId }) =>
      isRelay(localCandidateId) || isRelay(remoteCandidateId),
  );
}
