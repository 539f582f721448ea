import { vi } from 'vitest';

type Signal = RTCSessionDescriptionInit | 'restart' | 'closed' | RTCIceCandidateInit;

interface TestTransceiver {
  direction: RTCRtpTransceiverDirection;
  readonly sender: { replaceTrack: (track: MediaStreamTrack | null) => Promise<void> };
}

/**
 * A peer connection for Node, which has none: its signalling goes by the rules of W3C's WebRTC, and whether a
 * way is found and how loud the sound is that arrives, a test says.
 */
export class TestPeer extends EventTarget {
  /** Every one that was made, in order. */
  static readonly all: TestPeer[] = [];
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  readonly did: Signal[] = [];
  /** From 0 to 1; undefined if no packet arrives. */
  level: number | undefined;
  readonly sends: (MediaStreamTrack | null)[] = [];
  #energy = 0;
  #seconds = 0;
  readonly #transceivers: TestTransceiver[] = [];

  constructor() {
    super();
    TestPeer.all.push(this);
  }
  getConfiguration = (): RTCConfiguration => ({});
  restartIce = (): void => void this.did.push('restart');
  getTransceivers = (): readonly TestTransceiver[] => this.#transceivers;
  addTransceiver = (): void => {
    const replaceTrack = (track: MediaStreamTrack | null): Promise<void> => {
      this.sends.push(track);
      return Promise.resolve();
    };
    this.#transceivers.push({ direction: 'sendrecv', sender: { replaceTrack } });
  };
  setLocalDescription = (): Promise<void> => {
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    this.localDescription = { type, sdp: `${type} ${this.did.length}` };
    this.signalingState = type === 'answer' ? 'stable' : 'have-local-offer';
    return Promise.resolve();
  };
  setRemoteDescription = (description: RTCSessionDescriptionInit): Promise<void> => {
    this.did.push(description);
    this.remoteDescription = description;
    // A second offer at the same time rolls one's own back.
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    if (this.#transceivers.length === 0) this.addTransceiver();
    return Promise.resolve();
  };
  addIceCandidate = (candidate: RTCIceCandidateInit): Promise<void> => {
    if (!this.remoteDescription) return Promise.reject(new Error('InvalidStateError'));
    this.did.push(candidate);
    return Promise.resolve();
  };
  /** Something short that is heard before the next look, and over by then. */
  beep = (): void => {
    this.#energy += 0.02;
  };
  getStats = () => {
    // A fifth of a second more has arrived.
    if (this.level !== undefined) {
      this.#seconds += 0.2;
      this.#energy += 0.2 * this.level ** 2;
    }
    const sound = { totalAudioEnergy: this.#energy, totalSamplesDuration: this.#seconds };
    return Promise.resolve(
      new Map<string, object>([
        ['pair', { type: 'candidate-pair' }],
        ['sound', { type: 'inbound-rtp', ...sound }],
      ]),
    );
  };
  close = (): void => {
    this.signalingState = 'closed';
    this.did.push('closed');
  };
  /** Says what has become of the way. */
  turn = (state: RTCPeerConnectionState): void => {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  };
  /** The other's sound begins. */
  sound = (): void => {
    this.dispatchEvent(Object.assign(new Event('track'), { track: {} }));
  };
}

/** Gives Node peer connections, and the test those that were made. */
export function stubMeshPeers(): readonly TestPeer[] {
  TestPeer.all.length = 0;
  vi.stubGlobal('RTCPeerConnection', TestPeer);
  vi.stubGlobal('MediaStream', EventTarget);
  return TestPeer.all;
}
