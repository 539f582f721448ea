import type { CallReport, CallSummary } from '../../../contract/calls.ts';

/** Under `calls.ends` in the texts: how a call ended, and what to do about it. */
export type EndKey =
  | 'busy'
  | 'declined'
  | 'noAnswer'
  | 'unreachable'
  | 'microphoneRefused'
  | 'microphoneNone'
  | 'microphoneBusy'
  | 'noWay'
  | 'relayRefused'
  | 'relayUnreachable'
  | 'relayNone'
  | 'relayForbidden'
  | 'brokenOff'
  | 'notConnected'
  | 'other';

const byCode: Readonly<Record<string, EndKey>> = {
  'microphone refused': 'microphoneRefused',
  'microphone none': 'microphoneNone',
  'microphone busy': 'microphoneBusy',
  'No ICE connection': 'noWay',
  'relay refused': 'relayRefused',
  'relay unreachable': 'relayUnreachable',
  'relay none': 'relayNone',
  'relay forbidden': 'relayForbidden',
  'RTP Timeout': 'brokenOff',
  'No ACK': 'brokenOff',
  'Connection Error': 'notConnected',
};

type Ended = Pick<CallReport, 'direction' | 'outcome' | 'code'>;

/** @returns what to say about how a call ended; undefined if it ended as the person wanted. */
export function endKeyOf({ direction, outcome, code }: Ended): EndKey | undefined {
  if (outcome === 'answered') return code === undefined ? undefined : 'brokenOff';
  if (outcome === 'failed') return byCode[code ?? ''] ?? 'other';
  if (direction === 'Incoming' || outcome === 'cancelled' || outcome === 'missed') return undefined;
  return outcome;
}

export const isWorthSaying = (call: Ended): boolean => endKeyOf(call) !== undefined;

/** Under `calls.kept` in the texts: what the history says about a call. */
export type KeptKey =
  | 'outgoing'
  | 'incoming'
  | 'missed'
  | 'declinedByYou'
  | 'declined'
  | 'cancelled'
  | 'busy'
  | 'noAnswer'
  | 'unreachable'
  | 'failed';

export function keptKeyOf({ direction, outcome }: CallSummary): KeptKey {
  const isIncoming = direction === 'Incoming';
  if (outcome === 'answered') return isIncoming ? 'incoming' : 'outgoing';
  if (outcome === 'declined' && isIncoming) return 'declinedByYou';
  return outcome;
}

/** A call's duration as clocks show it: minutes and seconds, and hours once there are some. */
export function durationOf(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}
