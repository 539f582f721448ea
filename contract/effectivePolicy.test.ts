import { describe, expect, it } from 'vitest';
import { effective } from './effectivePolicy.ts';
import type { PolicyReading, PolicySourceName, PolicyValues } from './policy.ts';

const since = '2026-11-22T10:00:00.000Z';
const at = (source: PolicySourceName) => ({ source, location: `/${source}`, since });
const says = (source: PolicySourceName, values: PolicyValues): PolicyReading => ({
  ...at(source),
  state: 'read',
  values,
  unknown: [],
});
const unreadable: PolicyReading = { ...at('user'), state: 'unreadable', problem: 'bad' };
const holds = (key: keyof PolicyValues, ...readings: PolicyReading[]) => {
  const found = effective({ readings }, key);
  return found && [found.value, found.reading.source];
};

describe('what holds of a policy', () => {
  it('is nothing where no source says anything', () => {
    const absent: PolicyReading = { source: 'machine', location: '/p', state: 'absent' };
    expect(holds('TracingLevel', absent, says('user', {}))).toBeUndefined();
  });

  it('is a refusal from any source, one that can’t be read included', () => {
    const no = says('machine', { DisableAutomaticSendTracing: false });
    const file = says('policy-file', { DisableAutomaticSendTracing: true });
    expect(holds('DisableAutomaticSendTracing', no, file)).toEqual([true, 'policy-file']);
    expect(holds('DisableAutomaticSendTracing', no, unreadable)).toEqual([true, 'user']);
    expect(holds('DisableAutomaticSendTracing', no)).toEqual([false, 'machine']);
  });

  it('is of logging the quietest, of days the shortest, whoever says so', () => {
    const readings = [
      says('machine', { TracingLevel: 'Full', RetentionDays: 30 }),
      says('policy-file', { TracingLevel: 'Off', RetentionDays: 7 }),
      says('user', { TracingLevel: 'Light', RetentionDays: 90 }),
      unreadable,
    ];
    expect(holds('TracingLevel', ...readings)).toEqual(['Off', 'policy-file']);
    expect(holds('RetentionDays', ...readings)).toEqual([7, 'policy-file']);
  });

  it('is of addresses and of the cloud the machine’s, then the user’s, then the organisation’s, never a policy file’s', () => {
    const all = (['policy-file', 'organisation', 'user', 'machine'] as const).map((source) =>
      says(source, { PoolUrl: `https://${source}.test`, Cloud: 'china' }),
    );
    for (const [count, source] of [
      [4, 'machine'],
      [3, 'user'],
      [2, 'organisation'],
    ] as const) {
      expect(holds('PoolUrl', ...all.slice(0, count))).toEqual([`https://${source}.test`, source]);
      expect(holds('Cloud', ...all.slice(0, count))).toEqual(['china', source]);
    }
    expect(holds('PoolUrl', ...all.slice(0, 1))).toBeUndefined();
  });

  it('is named by the source that was asked first, of those that say the same', () => {
    const both = (['organisation', 'machine'] as const).map((source) =>
      says(source, { TracingLevel: 'Off', RetentionDays: 7, DisableAutomaticSendTracing: true }),
    );
    for (const key of ['TracingLevel', 'RetentionDays', 'DisableAutomaticSendTracing'] as const)
      expect(effective({ readings: both }, key)?.reading.source).toBe('organisation');
  });

  it('is while a source may be half written what it said before', () => {
    const half: PolicyReading = {
      ...at('machine'),
      state: 'unsettled',
      problem: 'it is being written',
      values: { TracingLevel: 'Off' },
    };
    expect(holds('TracingLevel', says('user', { TracingLevel: 'Full' }), half)).toEqual([
      'Off',
      'machine',
    ]);
  });
});
