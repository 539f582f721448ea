import { describe, expect, it } from 'vitest';
import { callDirections, callOutcomes } from '../../../contract/calls.ts';
import { en } from '../../../contract/text/en.ts';
import { durationOf, endKeyOf, isWorthSaying, keptKeyOf } from './callTexts.ts';

describe('what is said of a call that is over', () => {
  it('is nothing where it ended as the person wanted', () => {
    expect(isWorthSaying({ direction: 'Outgoing', outcome: 'answered' })).toBe(false);
    expect(isWorthSaying({ direction: 'Outgoing', outcome: 'cancelled' })).toBe(false);
    expect(isWorthSaying({ direction: 'Incoming', outcome: 'declined' })).toBe(false);
    expect(isWorthSaying({ direction: 'Incoming', outcome: 'missed' })).toBe(false);
  });

  it('tells apart what the person can do about it', () => {
    const failed = (code: string) => endKeyOf({ direction: 'Outgoing', outcome: 'failed', code });
    expect(failed('microphone refused')).toBe('microphoneRefused');
    expect(failed('microphone none')).toBe('microphoneNone');
    expect(failed('microphone busy')).toBe('microphoneBusy');
    expect(failed('No ICE connection')).toBe('noWay');
    expect(failed('Connection Error')).toBe('notConnected');
    expect(failed('488')).toBe('other');
    expect(endKeyOf({ direction: 'Incoming', outcome: 'answered', code: 'RTP Timeout' })).toBe(
      'brokenOff',
    );
    expect(endKeyOf({ direction: 'Outgoing', outcome: 'declined', code: '603' })).toBe('declined');
  });

  it('has words in the history for each way of each direction', () => {
    for (const direction of callDirections)
      for (const outcome of callOutcomes)
        expect(en.calls.kept).toHaveProperty(keptKeyOf({ direction, outcome, seconds: 0 }));
  });
});

describe('how long a call took', () => {
  it.each([
    [0, '0:00'],
    [9, '0:09'],
    [75, '1:15'],
    [3600, '1:00:00'],
    [36_065, '10:01:05'],
  ])('%i seconds is written %s', (seconds, text) => {
    expect(durationOf(seconds)).toBe(text);
  });
});
