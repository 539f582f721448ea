import type { CallDirection, CallOutcome } from '../../contract/calls.ts';

/** How JsSIP reports that a call is over. */
export interface LineEnd {
  readonly by: 'local' | 'remote' | 'system';
  /** JsSIP's term for the reason. */
  readonly cause: string;
  /** The SIP status of the other side's answer, if that ended it. */
  readonly status?: number | undefined;
}

/** How far the call got: nobody answered, somebody did, the two heard each other. */
export type Progress = 'unanswered' | 'answered' | 'connected';

export interface Ending {
  readonly outcome: CallOutcome;
  /** Set only if something went wrong, or a server said so. */
  readonly code?: string;
}

/** What a callee's statuses mean to the caller (RFC 3261, section 21). */
const outcomes: Readonly<Record<number, CallOutcome>> = {
  404: 'unreachable',
  408: 'noAnswer',
  410: 'unreachable',
  430: 'unreachable',
  480: 'unreachable',
  486: 'busy',
  487: 'noAnswer',
  600: 'busy',
  603: 'declined',
  604: 'unreachable',
};

/** JsSIP's terms for ends that somebody wanted. */
const wanted = new Set(['Terminated', 'Canceled', 'Rejected', 'No Answer', 'Expires']);

const failed = (code: string): Ending => ({ outcome: 'failed', code });

function unanswered(direction: CallDirection, { by, cause, status }: LineEnd): Ending {
  if (!wanted.has(cause) && status === undefined) return failed(cause);
  if (direction === 'Incoming')
    return { outcome: by === 'local' && cause === 'Rejected' ? 'declined' : 'missed' };
  if (by === 'local') return { outcome: cause === 'No Answer' ? 'noAnswer' : 'cancelled' };
  const code = String(status ?? cause);
  return { outcome: outcomes[status ?? 0] ?? 'failed', code };
}

/** @returns how a call ended, and why if that was not what people wanted. */
export function endingOf(direction: CallDirection, progress: Progress, end: LineEnd): Ending {
  if (progress === 'unanswered') return unanswered(direction, end);
  const isWanted = wanted.has(end.cause);
  if (progress === 'answered' && !isWanted) return failed(end.cause);
  return { outcome: 'answered', ...(isWanted ? {} : { code: end.cause }) };
}
