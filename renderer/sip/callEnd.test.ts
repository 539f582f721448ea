import { describe, expect, it } from 'vitest';
import { endingOf, type LineEnd } from './callEnd.ts';
import { qualityOf } from './callQuality.ts';

const remote = (cause: string, status?: number): LineEnd => ({ by: 'remote', cause, status });
const local = (cause: string): LineEnd => ({ by: 'local', cause });

describe('what a call came to', () => {
  it.each([
    ['busy', 'Busy', 486],
    ['busy', 'Busy', 600],
    ['declined', 'Rejected', 603],
    ['unreachable', 'Unavailable', 480],
    ['unreachable', 'Not Found', 404],
    ['unreachable', 'Unavailable', 430],
    ['noAnswer', 'Request Timeout', 408],
    ['failed', 'Incompatible SDP', 488],
    ['failed', 'SIP Failure Code', 500],
  ] as const)(
    'for the caller: %s, where the callee’s side said %s (%i)',
    (outcome, cause, status) => {
      expect(endingOf('Outgoing', 'unanswered', remote(cause, status))).toEqual({
        outcome,
        code: String(status),
      });
    },
  );

  it('is cancelled for the caller who hung up first, and missed at the other side', () => {
    expect(endingOf('Outgoing', 'unanswered', local('Canceled'))).toEqual({ outcome: 'cancelled' });
    expect(endingOf('Incoming', 'unanswered', remote('Canceled'))).toEqual({ outcome: 'missed' });
  });

  it('is no answer where somebody’s device rang too long', () => {
    expect(endingOf('Outgoing', 'unanswered', local('No Answer'))).toEqual({ outcome: 'noAnswer' });
    expect(endingOf('Incoming', 'unanswered', local('No Answer'))).toEqual({ outcome: 'missed' });
  });

  it('is declined for the callee who declined', () => {
    expect(endingOf('Incoming', 'unanswered', local('Rejected'))).toEqual({ outcome: 'declined' });
  });

  it('is failed where the connection to the pool broke, and where no way was found', () => {
    const lost: LineEnd = { by: 'system', cause: 'Connection Error' };
    expect(endingOf('Outgoing', 'unanswered', lost)).toEqual({
      outcome: 'failed',
      code: 'Connection Error',
    });
    expect(endingOf('Incoming', 'answered', local('No ICE connection'))).toEqual({
      outcome: 'failed',
      code: 'No ICE connection',
    });
  });

  it('is answered where people spoke, with a word for why it broke off, if it did', () => {
    expect(endingOf('Outgoing', 'connected', remote('Terminated'))).toEqual({
      outcome: 'answered',
    });
    expect(endingOf('Incoming', 'connected', local('RTP Timeout'))).toEqual({
      outcome: 'answered',
      code: 'RTP Timeout',
    });
    expect(endingOf('Incoming', 'answered', local('Terminated'))).toEqual({ outcome: 'answered' });
  });
});

describe('the network’s quality in a call', () => {
  it('is told in milliseconds and per cent, from what WebRTC measured', () => {
    const stats = [
      { type: 'candidate-pair', state: 'waiting', currentRoundTripTime: 9 },
      { type: 'candidate-pair', state: 'succeeded', currentRoundTripTime: 0.025 },
      { type: 'inbound-rtp', jitter: 0.004, packetsLost: 1, packetsReceived: 99 },
    ];
    expect(qualityOf(stats)).toEqual({ roundTrip: 25, jitter: 4, packetLoss: 1 });
  });

  it('is nothing where nothing was measured, and no less than none is lost', () => {
    expect(qualityOf([])).toEqual({});
    const doubled = { type: 'inbound-rtp', packetsLost: -3, packetsReceived: 10 };
    expect(qualityOf([doubled])).toEqual({ packetLoss: 0 });
  });
});
