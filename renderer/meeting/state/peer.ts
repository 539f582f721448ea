import type { CallRoute } from '../../../contract/callRoute.ts';
import type { SignalData } from '../../../contract/meetings.ts';
import {
  isCandidateOf,
  kindsOfOurs,
  kindsOfTheirs,
  withCandidatesOf,
} from '../../media/candidates.ts';
import { configurationOf, isRelayed, watchRelays, type RelayTrouble } from '../../media/relays.ts';
import { createLoudness } from './loudness.ts';
import { watchPeer, type PeerState } from './peerWatch.ts';

export interface PeerEvents {
  readonly onSignal: (data: SignalData) => void;
  readonly onStream: (stream: MediaStream) => void;
  readonly onState: (state: PeerState) => void;
}

/** The connection for sound between oneself and one other. */
export interface Peer {
  /** Offers a connection; a new one, if the one before was lost. */
  readonly offer: (isAnew: boolean) => Promise<void>;
  readonly take: (data: SignalData) => Promise<void>;
  readonly useTrack: (track: MediaStreamTrack | null) => Promise<void>;
  /** The loudness of the other's sound since the last call, from 0 to 1. */
  readonly level: () => Promise<number>;
  readonly stats: () => Promise<RTCStatsReport>;
  /** Takes other relays, or new access to them, for the next way that is looked for. */
  readonly useRoute: (route: CallRoute) => void;
  /** Whether sound went through a relay when its level was last looked at. */
  readonly isRelayed: () => boolean;
  /** Why there is no relay of one's own, if so. */
  readonly trouble: () => RelayTrouble | undefined;
  readonly close: () => void;
}

const candidateOf = (candidate: RTCIceCandidate): SignalData => ({
  type: 'candidate',
  candidate: candidate.candidate,
  sdpMid: candidate.sdpMid,
  sdpMLineIndex: candidate.sdpMLineIndex,
  usernameFragment: candidate.usernameFragment,
});

/**
 * @param isPolite whether it yields if both offer at once (W3C WebRTC, "perfect negotiation").
 * @param track one's own sound; null if there is none.
 */
export function createPeer(
  {
    isPolite,
    track,
    route,
  }: {
    readonly isPolite: boolean;
    readonly track: MediaStreamTrack | null;
    readonly route: CallRoute;
  },
  events: PeerEvents,
): Peer {
  const connection = new RTCPeerConnection(configurationOf(route));
  const trouble = watchRelays(connection);
  const [ourKinds, theirKinds] = [kindsOfOurs(route), kindsOfTheirs(route)];
  let wasRelayed = false;
  const loudness = createLoudness();
  let ours = track;
  let isPassedOver = false;
  let early: RTCIceCandidateInit[] = [];
  let isOurs = false;
  const tellDescription = (): void => {
    const description = connection.localDescription;
    if (description?.type === 'offer' || description?.type === 'answer')
      events.onSignal({
        type: description.type,
        sdp: withCandidatesOf(ourKinds, description.sdp),
      });
  };
  const send = async (): Promise<void> => {
    await connection.setLocalDescription();
    tellDescription();
  };
  const offer = async (isAnew: boolean): Promise<void> => {
    isOurs = true;
    if (isAnew) connection.restartIce();
    if (connection.getTransceivers().length === 0)
      connection.addTransceiver(ours ?? 'audio', { direction: 'sendrecv' });
    await send();
  };
  const stopWatching = watchPeer(connection, events.onState, () => {
    // Whoever offered first goes on offering, so that offers don't cross.
    if (isOurs) void offer(true);
  });
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate && isCandidateOf(ourKinds, candidate.candidate))
      events.onSignal(candidateOf(candidate));
  });
  connection.addEventListener('track', ({ track: theirs }) => {
    events.onStream(new MediaStream([theirs]));
  });

  const answer = async (sdp: string): Promise<void> => {
    isPassedOver = !isPolite && connection.signalingState !== 'stable';
    if (isPassedOver) {
      // Our offer stands; it may have been lost while the other was away.
      tellDescription();
      return;
    }
    const theirs = withCandidatesOf(theirKinds, sdp);
    await connection.setRemoteDescription({ type: 'offer', sdp: theirs });
    for (const transceiver of connection.getTransceivers()) {
      transceiver.direction = 'sendrecv';
      await transceiver.sender.replaceTrack(ours);
    }
    await send();
  };
  const flush = async (): Promise<void> => {
    const waiting = early;
    early = [];
    for (const candidate of waiting) await connection.addIceCandidate(candidate);
  };

  return {
    offer,
    async take(data) {
      if (connection.signalingState === 'closed') return;
      if (data.type === 'candidate') {
        if (!isCandidateOf(theirKinds, data.candidate) || isPassedOver) return;
        if (connection.remoteDescription === null) early.push(data);
        else await connection.addIceCandidate(data);
        return;
      }
      if (data.type === 'offer') await answer(data.sdp);
      else if (connection.signalingState === 'have-local-offer') {
        isPassedOver = false;
        await connection.setRemoteDescription({
          type: 'answer',
          sdp: withCandidatesOf(theirKinds, data.sdp),
        });
      }
      if (connection.remoteDescription !== null) await flush();
    },
    async useTrack(next) {
      ours = next;
      for (const { sender } of connection.getTransceivers()) await sender.replaceTrack(next);
    },
    async level() {
      const report = await connection.getStats();
      wasRelayed = isRelayed(report);
      return loudness(report);
    },
    isRelayed: () => wasRelayed,
    trouble,
    useRoute: (next) => {
      connection.setConfiguration(configurationOf({ ...route, access: next.access }));
    },
    stats: () => connection.getStats(),
    close: () => {
      stopWatching();
      connection.close();
    },
  };
}
