import { waitsToBeSeen, type CallReport, type CallView } from '../../../contract/calls.ts';
import type { Message } from '../../../contract/conversations.ts';
import type { Main } from '../../../contract/ipc.ts';
import type { Ending } from '../../sip/callEnd.ts';
import { createVariable, type Value } from '../../ui/value.ts';
import { isWorthSaying } from '../view/callTexts.ts';

/** The call that is shown: under way, or over with something to report. */
export type ShownCall = Omit<CallView, 'name'>;

interface Ports {
  readonly main: Pick<Main, 'tellCall'>;
  /**
   * The history has kept a finished call.
   * @param waits whether the person has yet to notice it.
   */
  readonly onKept: (message: Message, waits: boolean) => void;
}

/** The one call that is shown, with the device's resources it holds; the main process is told of each change. */
export interface CurrentCall {
  readonly current: Value<ShownCall | null>;
  readonly isUnderWay: () => boolean;
  /** Whether this very call is still under way. */
  readonly isStill: (id: string) => boolean;
  readonly begin: (peer: string, direction: CallReport['direction']) => ShownCall;
  readonly change: (next: Partial<ShownCall>) => void;
  /** Runs once the call is over. */
  readonly freeLater: (free: () => void) => void;
  /**
   * Starts ringing until somebody answers.
   * @param stop what silences it.
   */
  readonly ringing: (stop: () => void) => void;
  readonly silence: () => void;
  readonly finish: (ending: Ending, quality?: CallReport['quality']) => void;
  /** A call came and was turned away because of this one. */
  readonly turnedAway: (peer: string) => void;
  readonly dismiss: () => void;
}

const beginning = (peer: string, direction: CallReport['direction']): ShownCall => ({
  id: crypto.randomUUID(),
  peer,
  direction,
  phase: direction === 'Incoming' ? 'ringing' : 'calling',
  isMuted: false,
  isHeld: false,
  isHeldByPeer: false,
  connectedAt: null,
});

function reportOf({ id, peer, direction, phase, ...call }: ShownCall): CallReport {
  const { isMuted, isHeld, isHeldByPeer, isRelayed, outcome, code } = call;
  return {
    id,
    peer,
    direction,
    phase,
    isMuted,
    isHeld,
    isHeldByPeer,
    ...(isRelayed === undefined ? {} : { isRelayed }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(code === undefined ? {} : { code }),
  };
}

export function createCurrentCall({ main, onKept }: Ports): CurrentCall {
  const current = createVariable<ShownCall | null>(null);
  let frees: (() => void)[] = [];
  let stopRinging = (): void => undefined;

  const isUnderWay = () => current.get() !== null && current.get()?.phase !== 'ended';
  const tell = async (report: CallReport) => {
    const answer = await main.tellCall(report);
    if (answer.ok && answer.value) onKept(answer.value, waitsToBeSeen(answer.value));
  };
  const silence = () => {
    stopRinging();
    stopRinging = () => undefined;
  };

  return {
    current,
    isUnderWay,
    isStill: (id) => current.get()?.id === id && isUnderWay(),
    begin: (peer, direction) => {
      const call = beginning(peer, direction);
      current.set(call);
      void tell(reportOf(call));
      return call;
    },
    change: (next) => {
      const before = current.get();
      if (!before || !isUnderWay()) return;
      const call = { ...before, ...next };
      current.set(call);
      void tell(reportOf(call));
    },
    freeLater: (free) => {
      frees.push(free);
    },
    ringing: (stop) => {
      silence();
      stopRinging = stop;
    },
    silence,
    finish: ({ outcome, code }, quality = {}) => {
      const before = current.get();
      if (!before || !isUnderWay()) return;
      silence();
      for (const free of frees) free();
      frees = [];
      const why = code === undefined ? {} : { code };
      const call = { ...before, phase: 'ended', outcome, ...why } as const;
      current.set(isWorthSaying(call) ? call : null);
      void tell({ ...reportOf(call), quality });
    },
    turnedAway: (peer) => {
      const call = beginning(peer, 'Incoming');
      void tell(reportOf({ ...call, phase: 'ended', outcome: 'missed' }));
    },
    dismiss: () => {
      if (!isUnderWay()) current.set(null);
    },
  };
}
