import type { Main } from '../../../contract/ipc.ts';
import { createPeerAccess } from '../../media/peerAccess.ts';
import type { Microphone } from '../../media/microphone.ts';
import { obstacleOf } from '../../media/relays.ts';
import type { CallLine } from '../../sip/callLine.ts';
import type { CallWay } from '../../sip/callWay.ts';
import type { Value } from '../../ui/value.ts';
import { createCurrentCall, type CurrentCall, type ShownCall } from './currentCall.ts';
import { callCommandRunner, type CallActions } from './runCallCommand.ts';

/** The window's calls, one at a time. */
export interface Calls extends CallActions {
  readonly current: Value<ShownCall | null>;
  readonly call: (peer: string) => Promise<void>;
  /** The person has read how it ended. */
  readonly dismiss: () => void;
  /** Somebody calls. */
  readonly onLine: (line: CallLine) => void;
}

/** Plays and records a call's sound. */
export interface CallSound {
  readonly openMicrophone: () => Promise<Microphone>;
  readonly closeMicrophone: (stream: MediaStream) => void;
  /** @returns what stops it. */
  readonly play: (stream: MediaStream) => () => void;
  /** @returns what stops it. */
  readonly ring: (kind: 'incoming' | 'outgoing') => () => void;
}

interface Ports extends Pick<Parameters<typeof createCurrentCall>[0], 'onKept'> {
  readonly main: Pick<Main, 'tellCall' | 'allowPeers' | 'getCallRoute' | 'countFeature' | 'on'>;
  /**
   * Dials; does nothing if nobody is signed in.
   * @param stream the sound to send.
   */
  readonly dial: (peer: string, stream: MediaStream, way: CallWay) => CallLine | undefined;
  readonly sound: CallSound;
}

/** Shows the state of this call, until it is over. */
function follow(id: string, line: CallLine, inHand: CurrentCall, sound: CallSound): void {
  line.listen({
    onRinging: () => {
      if (!inHand.isStill(id) || inHand.current.get()?.phase === 'ringing') return;
      inHand.change({ phase: 'ringing' });
      inHand.ringing(sound.ring('outgoing'));
    },
    onAnswered: () => {
      if (!inHand.isStill(id)) return;
      inHand.silence();
      inHand.change({ phase: 'connecting' });
    },
    onConnected: () => {
      if (inHand.isStill(id)) inHand.change({ phase: 'active', connectedAt: Date.now() });
    },
    onRelayed: (isRelayed) => {
      if (inHand.isStill(id)) inHand.change({ isRelayed });
    },
    onHeldByPeer: (isHeldByPeer) => {
      if (inHand.isStill(id)) inHand.change({ isHeldByPeer });
    },
    onSound: (stream) => {
      if (inHand.isStill(id)) inHand.freeLater(sound.play(stream));
    },
    onEnded: (ending, quality) => {
      if (inHand.isStill(id)) inHand.finish(ending, quality);
    },
  });
}

export function createCalls({ main, dial, sound, onKept }: Ports): Calls {
  const inHand = createCurrentCall({ main, onKept });
  const access = createPeerAccess(main.allowPeers);
  let line: CallLine | undefined;

  const take = (id: string, taken: CallLine) => {
    line = taken;
    follow(id, taken, inHand, sound);
  };

  const fail = (id: string, code: string): void => {
    if (!inHand.isStill(id)) return;
    inHand.finish({ outcome: 'failed', code });
    line?.refuse(480);
  };

  /** @returns the sound to send and its way; undefined if the call has ended meanwhile. */
  const prepare = async (id: string) => {
    const giveBack = await access.take();
    if (!giveBack) {
      if (line) line.refuse(603);
      else if (inHand.isStill(id)) inHand.finish({ outcome: 'cancelled' });
      return undefined;
    }
    const route = await main.getCallRoute();
    const obstacle = obstacleOf(route);
    if (obstacle !== undefined) {
      giveBack();
      fail(id, obstacle);
      return undefined;
    }
    const microphone = await sound.openMicrophone();
    if (microphone.ok && inHand.isStill(id)) {
      const { stream } = microphone;
      inHand.freeLater(() => {
        sound.closeMicrophone(stream);
        giveBack();
      });
      const renew = async () => (await main.getCallRoute()).access;
      return { stream, way: { route, renew } };
    }
    giveBack();
    if (microphone.ok) sound.closeMicrophone(microphone.stream);
    else fail(id, `microphone ${microphone.problem}`);
    return undefined;
  };

  const calls: Calls = {
    current: inHand.current,
    call: async (peer) => {
      if (inHand.isUnderWay()) return;
      void main.countFeature('call');
      line = undefined;
      const { id } = inHand.begin(peer, 'Outgoing');
      const prepared = await prepare(id);
      if (!prepared) return;
      const dialled = dial(peer, prepared.stream, prepared.way);
      if (dialled) take(id, dialled);
      else inHand.finish({ outcome: 'failed', code: 'Connection Error' });
    },
    answer: async () => {
      const call = inHand.current.get();
      if (call?.phase !== 'ringing' || call.direction !== 'Incoming') return;
      void main.countFeature('answerCall');
      inHand.silence();
      inHand.change({ phase: 'connecting' });
      const prepared = await prepare(call.id);
      if (prepared) line?.answer(prepared.stream, prepared.way);
    },
    decline: () => line?.refuse(603),
    hangUp: () => {
      if (line) line.hangUp();
      else inHand.finish({ outcome: 'cancelled' });
    },
    mute: (isMuted) => {
      if (!inHand.isUnderWay() || !line) return;
      void main.countFeature('mute');
      line.mute(isMuted);
      inHand.change({ isMuted });
    },
    hold: (isHeld) => {
      if (inHand.current.get()?.phase !== 'active' || !line?.hold(isHeld)) return;
      void main.countFeature('hold');
      inHand.change({ isHeld });
    },
    dismiss: inHand.dismiss,
    onLine: (incoming) => {
      if (inHand.isUnderWay()) {
        incoming.refuse(486);
        inHand.turnedAway(incoming.peer);
        return;
      }
      const { id } = inHand.begin(incoming.peer, 'Incoming');
      take(id, incoming);
      inHand.ringing(sound.ring('incoming'));
    },
  };
  main.on('callCommanded', callCommandRunner(calls));
  return calls;
}
