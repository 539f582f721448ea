import { vi } from 'vitest';
import type { CallWay } from '../sip/callWay.ts';

/** What one device says to the other of itself, as short as JsSIP and SDP's grammar let it be. */
const sdp = (direction: string): string =>
  [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'c=IN IP4 0.0.0.0',
    'a=rtpmap:111 opus/48000/2',
    `a=${direction}`,
    '',
  ].join('\r\n');

/**
 * A peer connection in which no sound flows, for Node, which has none: what SIP does is then the whole of a
 * call. It counts as connected once both sides have spoken.
 */
class SilentPeer extends EventTarget {
  readonly iceGatheringState = 'complete';
  readonly iceConnectionState = 'connected';
  signalingState = 'stable';
  connectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  addTrack = () => undefined;
  getSenders = () => [];
  getStats = () => Promise.resolve(new Map());
  createOffer = () => Promise.resolve({ type: 'offer', sdp: sdp('sendrecv') });
  createAnswer = () => Promise.resolve({ type: 'answer', sdp: sdp('sendrecv') });
  setLocalDescription = (description: RTCSessionDescriptionInit) => {
    this.localDescription = description;
    return this.#settle(description);
  };
  setRemoteDescription = (description: RTCSessionDescriptionInit) => {
    this.remoteDescription = description;
    return this.#settle(description);
  };
  close = () => {
    this.connectionState = 'closed';
  };
  #settle = ({ type }: RTCSessionDescriptionInit): Promise<void> => {
    this.signalingState = type === 'answer' ? 'stable' : 'have-offer';
    if (this.localDescription && this.remoteDescription && this.connectionState === 'new') {
      this.connectionState = 'connected';
      setTimeout(() => this.dispatchEvent(new Event('connectionstatechange')));
    }
    return Promise.resolve();
  };
}

/** A microphone's stream, of which nobody hears anything. */
export const silence = { getTracks: () => [] } as unknown as MediaStream;

/** The way of a call where there are no relays. */
export const directWay: CallWay = {
  route: { relayOnly: false, mayRelay: true, access: null },
  renew: () => Promise.resolve(null),
};

/** Gives Node what JsSIP looks for where it calls. */
export function stubPeers(): void {
  vi.stubGlobal('window', { RTCPeerConnection: SilentPeer });
  vi.stubGlobal('RTCPeerConnection', SilentPeer);
  vi.stubGlobal('RTCSessionDescription', function (description: RTCSessionDescriptionInit) {
    return description;
  });
}
