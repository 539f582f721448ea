import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RelayAccess } from '../../contract/relays.ts';
import { configurationOf, isRelayed, obstacleOf, renewInTime } from './relays.ts';

const access: RelayAccess = {
  username: '1:a',
  password: 'p',
  ttl: 600,
  uris: ['turn:192.0.2.1'],
};

describe('a route', () => {
  it('with access asks the relays it names, and no other server', () => {
    const route = { relayOnly: false, mayRelay: true, access };
    expect(configurationOf(route)).toEqual({
      iceServers: [{ urls: ['turn:192.0.2.1'], username: '1:a', credential: 'p' }],
      iceTransportPolicy: 'all',
    });
    expect(configurationOf({ ...route, access: null }).iceServers).toEqual([]);
  });

  it('through relays alone lets Chromium find no other way, and is none where there is no relay', () => {
    const route = { relayOnly: true, mayRelay: true, access };
    expect(configurationOf(route).iceTransportPolicy).toBe('relay');
    expect(obstacleOf(route)).toBeUndefined();
    expect(obstacleOf({ ...route, access: null })).toBe('relay none');
    expect(obstacleOf({ ...route, mayRelay: false, access: null })).toBe('relay forbidden');
  });
});

describe('access to relays', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is renewed when half of its time is over, again and again, until the call is', async () => {
    const used: RelayAccess[] = [];
    const next = { ...access, username: '2:b' };
    const stop = renewInTime(
      access,
      () => Promise.resolve(next),
      (one) => used.push(one),
    );
    await vi.advanceTimersByTimeAsync(299_000);
    expect(used).toEqual([]);
    await vi.advanceTimersByTimeAsync(301_000);
    expect(used).toEqual([next, next]);
    stop();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(used).toHaveLength(2);
  });

  it('that can’t be had just now is asked for again before it ends', async () => {
    const answers = [null, access];
    const used: RelayAccess[] = [];
    const stop = renewInTime(
      access,
      () => Promise.resolve(answers.shift() ?? null),
      (one) => used.push(one),
    );
    await vi.advanceTimersByTimeAsync(599_000);
    expect(used).toEqual([access]);
    stop();
  });
});

describe('sound', () => {
  const report = (local: string, remote: string) =>
    new Map<string, object>([
      ['t', { type: 'transport', selectedCandidatePairId: 'p' }],
      ['p', { type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r' }],
      ['q', { type: 'candidate-pair', localCandidateId: 'x', remoteCandidateId: 'r' }],
      ['l', { type: 'local-candidate', candidateType: local }],
      ['x', { type: 'local-candidate', candidateType: 'relay' }],
      ['r', { type: 'remote-candidate', candidateType: remote }],
    ]) as unknown as RTCStatsReport;

  it.each([
    ['relay', 'host', true],
    ['prflx', 'relay', true],
    ['host', 'srflx', false],
  ])(
    'from %s to %s goes through a relay: %s, whatever other pairs there are',
    (local, remote, is) => {
      expect(isRelayed(report(local, remote))).toBe(is);
    },
  );
});
