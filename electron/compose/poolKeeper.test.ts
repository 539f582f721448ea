import { describe, expect, it } from 'vitest';
import clouds from '../../assets/clouds.json' with { type: 'json' };
import type { PolicyReading, PolicySourceName, PolicyValues } from '../../contract/policy.ts';
import { parsePoolUrl, type PoolAddress } from '../core/consent/serverAddress.ts';
import { createPoolKeeper } from './poolKeeper.ts';

const since = '2026-11-29T10:00:00.000Z';
const says = (source: PolicySourceName, values: PolicyValues): PolicyReading => ({
  source,
  location: `/${source}`,
  state: 'read',
  values,
  unknown: [],
  since,
});

function pool(address: string): PoolAddress {
  const parsed = parsePoolUrl(address);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}
const [own, other, fixed] = ['own', 'other', 'fixed'].map((name) => pool(`https://${name}.test/`));

function keeperOf(
  readings: readonly PolicyReading[] = [],
  environment?: PoolAddress,
  kept?: string,
) {
  const disk = { kept };
  const keeper = createPoolKeeper({ readings }, environment, {
    read: () => disk.kept,
    write: (address) => {
      disk.kept = address;
    },
  });
  const moves: string[] = [];
  keeper.onMoved((by) => moves.push(by));
  return { keeper, disk, moves, at: () => keeper.address()?.http.href };
}

describe('the pool that Candor signs in to', () => {
  it('is the person’s where nobody else names one, and is kept', () => {
    const { keeper, disk, moves, at } = keeperOf();
    expect([at(), keeper.naming()]).toEqual([undefined, { by: 'nobody' }]);
    keeper.set(own!);
    expect([at(), keeper.naming()]).toEqual(['https://own.test/', { by: 'person' }]);
    expect(moves).toEqual(['person']);
    expect(keeperOf([], undefined, disk.kept).at()).toBe('https://own.test/');
  });

  it('is by policy before the environment, and by that before the person, who then sets none', () => {
    const machine = says('machine', { PoolUrl: fixed!.sip.href });
    const ofAll = keeperOf([machine], other, own!.http.href);
    expect(ofAll.at()).toBe('https://fixed.test/');
    const lock = { source: 'machine', key: 'PoolUrl', location: '/machine', since };
    expect(ofAll.keeper.naming()).toEqual({ by: 'policy', lock });
    const ofTwo = keeperOf([], other, own!.http.href);
    expect([ofTwo.at(), ofTwo.keeper.naming()]).toEqual(['https://other.test/', { by: 'start' }]);
    for (const { keeper, disk } of [ofAll, ofTwo]) {
      expect(() => {
        keeper.set(fixed!);
      }).toThrow();
      expect(disk.kept).toBe('https://own.test/');
    }
  });

  it('is that of the cloud which a policy names, before the person’s', () => {
    const { keeper, at } = keeperOf(
      [says('machine', { Cloud: 'china' })],
      undefined,
      'https://own.test',
    );
    expect(at()).toBe(pool(clouds.china.pool).http.href);
    expect(keeper.naming()).toMatchObject({ by: 'policy', lock: { key: 'Cloud' } });
  });

  it('is none, and no person’s to say, while the policy that names it can’t be read', () => {
    const broken: PolicyReading = {
      source: 'machine',
      location: '/machine',
      state: 'unreadable',
      problem: 'bad',
      key: 'PoolUrl',
      since,
    };
    const { keeper, at } = keeperOf([broken], undefined, own!.http.href);
    expect(at()).toBeUndefined();
    expect(keeper.naming()).toMatchObject({ by: 'policy', lock: { problem: 'bad' } });
  });

  it('is none but that which a policy file lets it be', () => {
    const file = says('policy-file', { PoolUrl: 'wss://own.test' });
    const { keeper, at } = keeperOf([file], undefined, other!.http.href);
    expect([at(), keeper.naming()]).toEqual([undefined, { by: 'nobody' }]);
    expect(keeper.refusedBy(other!)).toBe('/policy-file');
    expect(keeper.refusedBy(own!)).toBeUndefined();
    keeper.set(own!);
    expect(at()).toBe('https://own.test/');
    const started = keeperOf([file], other);
    expect(started.at()).toBeUndefined();
    expect(started.keeper.naming()).toMatchObject({
      by: 'policy',
      lock: { source: 'policy-file' },
    });
  });

  it('moves as soon as a policy names another, and back once none does; a pool’s own word moves nobody', () => {
    const { keeper, moves, at } = keeperOf([], undefined, own!.http.href);
    keeper.update({ readings: [says('organisation', { PoolUrl: 'https://evil.test' })] });
    expect([at(), moves]).toEqual(['https://own.test/', []]);
    keeper.update({ readings: [says('machine', { PoolUrl: 'https://fixed.test' })] });
    expect([at(), moves]).toEqual(['https://fixed.test/', ['policy']]);
    keeper.update({ readings: [] });
    expect([at(), moves]).toEqual(['https://own.test/', ['policy', 'policy']]);
  });

  it('is none where what is kept is no address', () => {
    for (const kept of ['', 'nonsense', 'http://own.test', 'https://a:b@own.test'])
      expect(keeperOf([], undefined, kept).keeper.naming()).toEqual({ by: 'nobody' });
  });
});
