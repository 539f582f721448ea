import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../testing/clock.testkit.ts';
import { createListLog, seededRandom } from '../../testing/telemetry.testkit.ts';
import type { PoolAnswer } from './askPool.ts';
import { createColleagues } from './colleagues.ts';
import { createOrganisationKeeper } from './organisation.ts';
import { readingOf, type OrganisationPolicy } from './organisationWord.ts';

const body = (policy: unknown, more: object = {}) =>
  JSON.stringify({
    organisation: 'contoso.com',
    displayName: 'Contoso',
    policy,
    account: { address: 'alice@contoso.com', displayName: 'Alice' },
    ...more,
  });
const word = (policy: unknown): PoolAnswer => ({
  kind: 'word',
  text: body(policy),
  etag: '"1"',
  proves: true,
});
const refuses = { DisableAutomaticSendTracing: true };

function keeperOf(answers: PoolAnswer[], kept: Record<string, OrganisationPolicy> = {}) {
  const clock = createManualClock();
  const asked: { etag: string | undefined; wait: number }[] = [];
  const disk = { isFull: false, last: Object.keys(kept).at(-1) ?? '' };
  const store = {
    read: (account?: string) => kept[account ?? disk.last],
    write(account: string, said: OrganisationPolicy) {
      if (disk.isFull) throw new Error('ENOSPC: no space left on device');
      kept[account] = said;
      disk.last = account;
    },
    signedIn(account: string) {
      if (kept[account]) disk.last = account;
    },
  };
  let changes = 0;
  const keeper = createOrganisationKeeper({
    ask: ({ etag, wait }) => {
      asked.push({ etag, wait });
      const next = answers.shift();
      const never = new Promise<PoolAnswer>(() => undefined);
      return { answer: next ? Promise.resolve(next) : never, abort: () => undefined };
    },
    pool: () => 'pool.contoso.com',
    store,
    colleagues: createColleagues({
      ask: () => ({ answer: Promise.resolve({ kind: 'none' }), abort: () => undefined }),
      log: createListLog(),
    }),
    clock,
    random: seededRandom(),
    log: createListLog(),
  });
  keeper.sources[0].watch(() => void (changes += 1));
  return { keeper, clock, asked, kept, disk, store, changes: () => changes };
}
const follow = async (
  { keeper }: ReturnType<typeof keeperOf>,
  account = 'alice@contoso.com',
): Promise<void> => {
  keeper.follow(account, 'secret', await keeper.ask(account, 'secret'));
};

describe('what an organisation’s word says', () => {
  const said = (text: string | null): OrganisationPolicy => ({
    text,
    etag: undefined,
    pool: 'pool.contoso.com',
    since: '2026-11-25T10:00:00.000Z',
  });

  test('is its policy, with who says it and where', () => {
    expect(readingOf(said(body(refuses)))).toMatchObject({
      state: 'read',
      values: refuses,
      organisation: 'Contoso',
      location: 'pool.contoso.com',
    });
  });

  test.each([
    ['no JSON', '{"policy":'],
    ['no object', '[]'],
    ['no organisation', body({}, { organisation: 7 })],
    ['no policy', body('none')],
    [
      'a policy that is named twice',
      body({}).replace(
        '{}',
        '{"DisableAutomaticSendTracing":true,"DisableAutomaticSendTracing":false}',
      ),
    ],
    ['a policy that is not understood', body({ DisableAutomaticSendTracing: 'maybe' })],
    ['what was kept and could not be read', null],
  ])('is a refusal where it is %s', (_what, text) => {
    expect(readingOf(said(text)).state).toBe('unreadable');
  });

  test('is nothing before any was heard', () => {
    expect(readingOf(undefined).state).toBe('absent');
  });
});

describe('a word that may be half of one', () => {
  const half: PoolAnswer = {
    kind: 'word',
    text: '{"organisation": "contoso.c',
    etag: undefined,
    proves: true,
  };

  test('is neither a refusal nor kept until it stays so, and gives way to a whole one', async () => {
    const mended = keeperOf([word({}), half, word({})]);
    await follow(mended);
    await mended.clock.advance(1000);
    expect(mended.keeper.sources[0].read().state).toBe('unsettled');
    expect(mended.kept['alice@contoso.com']?.text).toBe(body({}));
    await mended.clock.advance(1000);
    expect(mended.keeper.sources[0].read().state).toBe('read');

    const broken = keeperOf([word({}), half]);
    await follow(broken);
    await broken.clock.advance(1000);
    await broken.clock.advance(2000);
    expect(broken.keeper.sources[0].read().state).toBe('unreadable');
  });

  test('is what the pool says it is, with what it said before', async () => {
    const text = body({ TracingLevel: 'Off' }, { unsettled: true });
    const said = keeperOf([{ kind: 'word', text, etag: undefined, proves: true }]);
    await follow(said);
    expect(said.keeper.sources[0].read()).toMatchObject({
      state: 'unsettled',
      values: { TracingLevel: 'Off' },
    });
    expect(said.kept).toEqual({});
  });
});

describe('following the pool', () => {
  test('whoever signed in last is whose word holds at the next start, though it is no new word', async () => {
    const kept = (policy: unknown, since: string): OrganisationPolicy => ({
      text: body(policy),
      etag: '"1"',
      pool: 'pool.contoso.com',
      since,
    });
    const all = keeperOf([{ kind: 'unchanged' }], {
      'alice@contoso.com': kept(refuses, '2026-11-24T10:00:00.000Z'),
      'carol@fabrikam.com': kept({}, '2026-11-25T10:00:00.000Z'),
    });
    await follow(all);
    expect(readingOf(all.store.read())).toMatchObject({ values: refuses });
  });

  test('a refusal is kept though applying it fails, and the pool is asked on', async () => {
    const all = keeperOf([word({}), word(refuses)]);
    await follow(all);
    all.keeper.sources[0].watch(() => {
      throw new Error('EBUSY: resource busy');
    });
    await all.clock.advance(60_000);
    expect(all.kept['alice@contoso.com']?.text).toBe(body(refuses));
    expect(all.asked.length).toBeGreaterThan(2);
  });

  test('a refusal that the disk has no room for holds, and is kept once there is room', async () => {
    const all = keeperOf([word(refuses), word(refuses)]);
    all.disk.isFull = true;
    await follow(all);
    expect(all.keeper.sources[0].read()).toMatchObject({ values: refuses });
    all.disk.isFull = false;
    await all.clock.advance(60_000);
    expect(all.kept['alice@contoso.com']?.text).toBe(body(refuses));
  });

  test('a refusal that the disk had no room for outlasts another sign-in, and is kept once there is room', async () => {
    const silent = { kind: 'failed', problem: 'no answer' } as const;
    const all = keeperOf([word(refuses), silent, silent]);
    all.disk.isFull = true;
    await follow(all);
    await follow(all);
    expect(all.keeper.sources[0].read()).toMatchObject({ values: refuses });
    all.disk.isFull = false;
    await all.clock.advance(60_000);
    expect(all.kept['alice@contoso.com']?.text).toBe(body(refuses));
  });

  test('a refusal that the disk had no room for is kept though another person signs in', async () => {
    const all = keeperOf([word(refuses), word({}), { kind: 'unchanged' }]);
    all.disk.isFull = true;
    await follow(all);
    await follow(all, 'carol@fabrikam.com');
    all.disk.isFull = false;
    await all.clock.advance(60_000);
    expect(Object.keys(all.kept)).toEqual(['alice@contoso.com', 'carol@fabrikam.com']);
    expect(readingOf(all.store.read())).toMatchObject({ values: {} });
  });

  test('a pool that names a time after which it is to be asked again is not asked sooner', async () => {
    const busy = { kind: 'failed', problem: 'it answered 503', retryAfter: 3_600_000 } as const;
    const all = keeperOf([busy, word(refuses)]);
    await follow(all);
    await all.clock.advance(3_599_000);
    expect(all.asked).toHaveLength(1);
    await all.clock.advance(2000);
    expect(all.keeper.sources[0].read()).toMatchObject({ values: refuses });
  });

  test('the pool is asked though applying what was kept fails', async () => {
    const known = {
      text: body({}),
      etag: '"1"',
      pool: 'pool.contoso.com',
      since: '2026-11-25T10:00:00.000Z',
    };
    const all = keeperOf([word(refuses)], {
      'alice@contoso.com': known,
      'carol@fabrikam.com': { ...known, text: body(refuses) },
    });
    all.keeper.sources[0].watch(() => {
      throw new Error('EBUSY: resource busy');
    });
    await follow(all);
    expect(all.keeper.sources[0].read()).toMatchObject({ values: refuses });
    expect(all.kept['alice@contoso.com']?.text).toBe(body(refuses));
  });

  test('a refusal is in force, and kept, once signing in is done', async () => {
    const all = keeperOf([word(refuses)]);
    await follow(all);
    expect(all.keeper.sources[0].read()).toMatchObject({ state: 'read', values: refuses });
    expect(all.kept['alice@contoso.com']?.text).toBe(body(refuses));
    expect(all.changes()).toBe(1);
  });

  test('the next question waits for news, with what is known', async () => {
    const all = keeperOf([word({}), word(refuses)]);
    await follow(all);
    await all.clock.advance(1000);
    expect(all.asked).toEqual([
      { etag: undefined, wait: 0 },
      { etag: '"1"', wait: 25 },
    ]);
    expect(all.keeper.sources[0].read()).toMatchObject({ values: refuses });
  });

  test.each<PoolAnswer>([
    { kind: 'none' },
    { kind: 'denied' },
    { kind: 'failed', problem: 'no answer' },
    { kind: 'unchanged' },
  ])('an answer of $kind lifts no refusal that is known', async (answer) => {
    const known = {
      'alice@contoso.com': {
        text: body(refuses),
        etag: '"1"',
        pool: 'pool.contoso.com',
        since: '2026-11-25T10:00:00.000Z',
      },
    };
    const all = keeperOf([answer], known);
    await follow(all);
    expect(all.keeper.sources[0].read()).toMatchObject({ values: refuses });
  });

  test('a pool that never holds its answer is not asked all the time', async () => {
    const all = keeperOf([
      word({}),
      ...Array.from({ length: 100 }, () => ({ kind: 'unchanged' }) as const),
    ]);
    await follow(all);
    await all.clock.advance(60_000);
    expect(all.asked.length).toBeLessThan(6);
  });

  test('a pool that fails is asked ever more seldom', async () => {
    const all = keeperOf(
      Array.from({ length: 100 }, () => ({ kind: 'failed', problem: 'x' }) as const),
    );
    await follow(all);
    await all.clock.advance(60_000);
    expect(all.asked.length).toBeLessThan(9);
  });

  test('another account brings its own word', async () => {
    const all = keeperOf([word(refuses), { kind: 'failed', problem: 'x' }]);
    await follow(all);
    await follow(all, 'carol@fabrikam.com');
    expect(all.keeper.sources[0].read().state).toBe('absent');
  });

  const ofFabrikam: PoolAnswer = {
    kind: 'word',
    etag: '"2"',
    proves: true,
    text: body({}, { organisation: 'fabrikam.com', displayName: 'Fabrikam' }),
  };

  test('a refusal holds while this process runs, whoever signs in after it', async () => {
    const all = keeperOf([word(refuses), ofFabrikam]);
    await follow(all);
    await follow(all, 'carol@fabrikam.com');
    expect(all.keeper.sources[0].read()).toMatchObject({ values: {}, organisation: 'Fabrikam' });
    expect(all.keeper.sources[1].read()).toMatchObject({
      values: refuses,
      organisation: 'Contoso',
    });
  });

  test('so does the one that was known before anybody signed in', async () => {
    const kept = { etag: '"1"', pool: 'pool.contoso.com', since: '2026-11-25T10:00:00.000Z' };
    const all = keeperOf([ofFabrikam], { 'alice@contoso.com': { ...kept, text: body(refuses) } });
    await follow(all, 'carol@fabrikam.com');
    expect(all.keeper.sources[1].read()).toMatchObject({
      values: refuses,
      organisation: 'Contoso',
    });
  });

  test('the organisation that refused lifts it, by whichever of its people', async () => {
    const all = keeperOf([word(refuses), ofFabrikam, word({})]);
    await follow(all);
    await follow(all, 'carol@fabrikam.com');
    await follow(all, 'bob@contoso.com');
    expect(all.keeper.sources[1].read().state).toBe('absent');
  });

  test('what was kept of another time lifts no refusal', async () => {
    const kept = { etag: '"1"', pool: 'pool.contoso.com', since: '2026-11-25T10:00:00.000Z' };
    const silent = { kind: 'failed', problem: 'no answer' } as const;
    const all = keeperOf([word(refuses), silent], {
      'bob@contoso.com': { ...kept, text: body({}) },
    });
    await follow(all);
    await follow(all, 'bob@contoso.com');
    expect(all.keeper.sources[1].read()).toMatchObject({ values: refuses });
  });

  test('after it stops, no late answer counts', async () => {
    const all = keeperOf([word({}), word(refuses)]);
    await follow(all);
    all.keeper.stop();
    await all.clock.advance(60_000);
    expect(all.asked).toHaveLength(1);
  });
});
