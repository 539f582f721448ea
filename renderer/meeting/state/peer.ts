import type { SignalData } from '../../../contract/meetings.ts';
import { isHostCandidate, withHostCandidatesOnly } from '../../media/remoteCandidates.ts';
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
  { isPolite, track }: { readonly isPolite: boolean; readonly track: MediaStreamTrack | null },
  events: PeerEvents,
): Peer {
  // No STUN or TURN server is used: only the devices' own addresses are tried.
  const connection = new RTCPeerConnection({ iceServers: [] });
  const loudness = createLoudness();
  let ours = track;
  let isPassedOver = false;
  let early: RTCIceCandidateInit[] = [];
  let isOurs = false;
  const tellDescription = (): void => {
    const description = connection.localDescription;
    if (description?.type === 'offer' || description?.type === 'answer')
      events.onSignal({ type: description.type, sdp: description.sdp });
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
    if (candidate) events.onSignal(candidateOf(candidate));
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
    await connection.setRemoteDescription({ type: 'offer', sdp: withHostCandidatesOnly(sdp) });
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
        if (!isHostCandidate(data.candidate) || isPassedOver) return;
        if (connection.remoteDescription === null) early.push(data);
        else await connection.addIceCandidate(data);
        return;
      }
      if (data.type === 'offer') await answer(data.sdp);
      else if (connection.signalingState === 'have-local-offer') {
        isPassedOver = false;
        await connection.setRemoteDescription({
          type: 'answer',
          sdp: withHostCandidatesOnly(data.sdp),
        });
      }
      if (connection.remoteDescription !== null) await flush();
    },
    async useTrack(next) {
      ours = next;
      for (const { sender } of connection.getTransceivers()) await sender.replaceTrack(next);
    },
    level: async () => loudness(await connection.getStats()),
    stats: () => connection.getStats(),
    close: () => {
      stopWatching();
      connection.close();
    },
  };
}
