import { createEmitter } from '../../../contract/emitter.ts';
import type { CallReport, CallView } from '../../../contract/calls.ts';
import type { Message } from '../../../contract/conversations.ts';
import type { Fields } from '../../../contract/records.ts';
import type { ConversationReports } from '../conversations/conversationReports.ts';
import type { History, HistoryCounter, NewMessage } from '../conversations/history.ts';
import type { HistoryCounts } from '../telemetry/historyCounts.ts';

export interface CallKeeper {
  /**
   * Handles a report of the window that holds the call.
   * @returns what the history keeps of it once it is over.
   */
  readonly changed: (report: CallReport) => Message | null;
  /**
   * The call ends with its window.
   * @param code why, if nobody wanted that.
   */
  readonly abandon: (code?: string) => void;
  readonly current: () => CallView | null;
  readonly onChange: (listener: (call: CallView | null) => void) => void;
}

interface Ports {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds by a monotonic clock. */
  readonly elapsed: () => number;
  /** Throws if nobody is signed in. */
  readonly history: () => History;
  /** What a peer is called. */
  readonly nameOf: (peer: string) => string;
  readonly counts: Pick<HistoryCounts<HistoryCounter>, 'owe' | 'count'>;
  /**
   * Counts minutes from now on.
   * @returns what stops it.
   */
  readonly beginMinutes: () => () => void;
  readonly reports: Pick<ConversationReports, 'callFailure'>;
  readonly stateOf: (peer: string) => Fields<'callFailure'>['conversationState'];
}

/** The outcomes that are failures; one that was answered failed if there is a code. */
const failures = new Set<CallReport['outcome']>(['unreachable', 'failed']);

const hasFailed = ({ outcome, code }: CallReport): boolean =>
  failures.has(outcome) || (outcome === 'answered' && code !== undefined);

/**
 * Keeps a call that is over in the history, counts it if it was made here, and records one that failed.
 * @param seconds for how long people heard each other.
 */
function keep(report: CallReport, seconds: number, ports: Ports): Message | null {
  const { id, peer, direction, outcome = 'failed', code = 'unknown', quality = {} } = report;
  const history = ports.history();
  const isMade = direction === 'Outgoing';
  const owed = isMade ? ports.counts.owe('callsMade') : undefined;
  const call: NewMessage = {
    id,
    peer,
    text: '',
    at: new Date(ports.now()).toISOString(),
    delivery: isMade ? 'delivered' : 'received',
    call: { direction, outcome, seconds },
  };
  const message = history.add(call, owed);
  if (!message) return null;
  if (isMade) ports.counts.count(history, 'callsMade', owed);
  if (hasFailed(report)) {
    const failure = {
      messageDirection: direction,
      conversationState: ports.stateOf(peer),
      conversationThreadId: history.thread(peer),
      errorCode: code,
    } as const;
    ports.reports.callFailure(failure, quality);
  }
  return message;
}

/** What other windows are shown of it. */
function viewOf({ isRelayed = false, ...report }: CallReport) {
  const { id, peer, direction, phase, isMuted, isHeld, isHeldByPeer } = report;
  return { id, peer, direction, phase, isMuted, isHeld, isHeldByPeer, isRelayed };
}

/** Follows the calls of the main window: counts them and their minutes, and keeps their outcomes. */
export function createCallKeeper(ports: Ports): CallKeeper {
  const changes = createEmitter<[CallView | null]>();
  let current: { readonly view: CallView; readonly report: CallReport } | undefined;
  let connected: { readonly at: number; readonly endMinutes: () => void } | undefined;

  const connect = () => {
    connected ??= { at: ports.elapsed(), endMinutes: ports.beginMinutes() };
  };
  /** @returns for how many seconds people heard each other. */
  const disconnect = (): number => {
    if (!connected) return 0;
    const { at, endMinutes } = connected;
    connected = undefined;
    endMinutes();
    return Math.round((ports.elapsed() - at) / 1000);
  };
  const show = (report: CallReport) => {
    const since = current?.view.id === report.id ? current.view.connectedAt : null;
    const connectedAt = since ?? (report.phase === 'active' ? ports.now() : null);
    current = { report, view: { ...viewOf(report), name: ports.nameOf(report.peer), connectedAt } };
    tell();
  };
  const end = (report: CallReport): Message | null => {
    const seconds = disconnect();
    current = undefined;
    tell();
    return keep(report, seconds, ports);
  };
  const tell = () => {
    changes.emit(current?.view ?? null);
  };

  return {
    changed(report) {
      const isNew = current?.report.id !== report.id;
      if (report.phase === 'ended') {
        // A call that came during another is reported only once, when it was turned away.
        return isNew ? keep(report, 0, ports) : end(report);
      }
      if (report.phase === 'active') connect();
      show(report);
      return null;
    },
    abandon(code) {
      if (!current) return;
      const { report } = current;
      const unanswered = report.direction === 'Incoming' ? 'missed' : 'cancelled';
      const outcome = connected ? 'answered' : code === undefined ? unanswered : 'failed';
      end({ ...report, phase: 'ended', outcome, ...(code === undefined ? {} : { code }) });
    },
    current: () => current?.view ?? null,
    onChange: changes.listen,
  };
}
