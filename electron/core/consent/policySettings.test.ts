import { describe, expect, it } from 'vitest';
import clouds from '../../../assets/clouds.json' with { type: 'json' };
import type { PolicyReading, PolicySourceName, PolicyValues } from '../../../contract/policy.ts';
import { addressFor, retentionDays } from './policySettings.ts';

const since = '2026-11-22T10:00:00.000Z';
const says = (source: PolicySourceName, values: PolicyValues): PolicyReading => ({
  source,
  location: '/p',
  state: 'read',
  values,
  unknown: [],
  since,
});
type Mistake = 'TelemetryUrl' | 'PoolUrl' | 'RetentionDays';
const mistaken = (key: Mistake, source: PolicySourceName = 'machine'): PolicyReading => ({
  source,
  location: '/p',
  state: 'unreadable',
  problem: 'bad',
  key,
  since,
});
const service = (readings: readonly PolicyReading[], environment?: string) =>
  addressFor('TelemetryUrl', { readings }, environment, clouds);
const url = (name: string) => ({ TelemetryUrl: `https://${name}.test` });

describe('where Candor may talk to', () => {
  it('is nowhere where nobody says so', () => {
    expect(service([])).toBeUndefined();
    expect(service([says('machine', { DisableAutomaticSendTracing: false })])).toBeUndefined();
  });

  it('is what the environment says, unless a policy says otherwise', () => {
    expect(service([], 'https://env.test')).toBe('https://env.test');
    expect(service([says('user', url('user'))], 'https://env.test')).toBe('https://user.test');
  });

  it('is never what a policy file says, which can only refuse what others say', () => {
    const file = says('policy-file', url('env'));
    expect(service([file])).toBeUndefined();
    expect(service([file], 'https://env.test/')).toBe('https://env.test/');
    expect(service([file, says('machine', url('machine'))], 'https://env.test')).toBeUndefined();
    expect(service([says('policy-file', { Cloud: 'china' })])).toBeUndefined();
    const pool = says('policy-file', { PoolUrl: 'wss://pool.test' });
    expect(addressFor('PoolUrl', { readings: [pool] }, 'https://pool.test/', clouds)).toBe(
      'https://pool.test/',
    );
  });

  it('is what the machine’s policy says, then the user’s, the organisation’s', () => {
    const all = (['organisation', 'user', 'machine'] as const).map((source) =>
      says(source, url(source)),
    );
    expect(service(all)).toBe('https://machine.test');
    expect(service(all.slice(0, 2))).toBe('https://user.test');
    expect(service(all.slice(0, 1))).toBe('https://organisation.test');
  });

  it('is a cloud’s only where a policy names it, and nobody names an address', () => {
    const china = says('machine', { Cloud: 'china' });
    expect(service([china])).toBe(clouds.china.telemetry);
    expect(addressFor('PoolUrl', { readings: [china] }, undefined, clouds)).toBe(clouds.china.pool);
    expect(service([china], 'https://env.test')).toBe('https://env.test');
  });

  it('is nowhere while any policy names an address that is none', () => {
    const good = says('organisation', url('good'));
    expect(service([good, mistaken('TelemetryUrl')], 'https://env.test')).toBeUndefined();
    expect(service([good, mistaken('TelemetryUrl', 'policy-file')])).toBeUndefined();
    expect(service([good, mistaken('RetentionDays', 'policy-file')])).toBe('https://good.test');
  });

  it('is nowhere while what an administrator set can’t be read, unless what goes before it says where', () => {
    const good = says('organisation', url('good'));
    expect(service([good, mistaken('RetentionDays')], 'https://env.test')).toBeUndefined();
    expect(service([good, mistaken('RetentionDays', 'user')])).toBeUndefined();
    const machine = says('machine', url('machine'));
    expect(service([machine, mistaken('RetentionDays', 'user')])).toBe('https://machine.test');
  });
});

describe('how long records stay', () => {
  it('is the shortest that any source says', () => {
    expect(retentionDays({ readings: [] })).toBeUndefined();
    const two = [
      says('organisation', { RetentionDays: 7 }),
      says('machine', { RetentionDays: 30 }),
    ];
    expect(retentionDays({ readings: two })).toBe(7);
  });
});
