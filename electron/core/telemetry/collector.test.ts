import { describe, expect, it } from 'vitest';
import { noPolicy, notChosen, type Choice } from '../../../contract/consent.ts';
import { candorSchema } from '../../../contract/records.ts';
import { consentText } from '../../../contract/consentText.ts';
import { createManualClock } from '../../testing/clock.testkit.ts';
import {
  createListLog,
  everything,
  openOutboxes,
  optedIn,
  optedOut,
  refusal,
  seededRandom,
  sha256,
  temporaryFolder,
} from '../../testing/telemetry.testkit.ts';
import type { Outcome } from '../upload/batch.ts';
import { createCollector } from './collector.ts';
import { createConsentKeeper } from '../consent/consentKeeper.ts';
import { createEncode } from '../records/entry.ts';
import type { Outbox, Outboxes } from '../ports/outbox.ts';

const repeats = { fingerprint: 'abc', occurrences: 1 };

function start(choice: Choice = optedIn, disk: { full: boolean } = { full: false }) {
  const clock = createManualClock();
  const consent = createConsentKeeper({ choice, policy: noPolicy, consentText });
  const { outboxes: real } = openOutboxes(temporaryFolder(), clock);
  const attempts = { count: 0 };
  const moody = (outbox: Outbox): Outbox => ({
    ...outbox,
    append: (entries, increments) => {
      attempts.count += 1;
      if (disk.full) throw new Error('ENOSPC');
      return outbox.append(entries, increments);
    },
  });
  const outboxes: Outboxes = {
    census: moody(real.census),
    usage: moody(real.usage),
    error: moody(real.error),
  };
  const log = createListLog();
  const random = seededRandom();
  const encodeUtf8 = (text: string) => new TextEncoder().encode(text);
  const encode = createEncode({
    schema: candorSchema,
    random,
    sha256,
    owner: () => 'a'.repeat(64),
    encodeUtf8,
  });
  const collector = createCollector({
    schema: candorSchema,
    consent,
    outboxes,
    encode,
    clock,
    log,
    surface: () => 'desktop',
  });
  const counters = (category: 'census' | 'usage') => {
    let seen: unknown[] = [];
    real[category].roll((all) => {
      seen = all.map(({ name, key, amount }) => [name, key, amount]);
      return undefined;
    });
    return seen;
  };
  const waiting = () =>
    real.error
      .waiting(everything)
      .map(({ line }) => JSON.parse(new TextDecoder().decode(line)) as Record<string, unknown>);
  return { clock, consent, collector, outboxes, disk, attempts, counters, waiting, log };
}

/** The state of a promise so far. */
function watch(promise: Promise<Outcome>): { outcome: Outcome | 'open' } {
  const seen: { outcome: Outcome | 'open' } = { outcome: 'open' };
  void promise.then((outcome) => (seen.outcome = outcome));
  return seen;
}

describe('recording', () => {
  it('says stored only once the record is on disk', async () => {
    const { clock, collector, waiting, disk } = start();
    disk.full = true;
    const seen = watch(collector.record('repeats', 'desktop', repeats));
    await clock.settle();
    expect([seen.outcome, waiting()]).toEqual(['open', []]);
    disk.full = false;
    await clock.advance(1000);
    expect(seen.outcome).toBe('stored');
    expect(waiting()).toMatchObject([{ category: 'error', name: 'repeats', fields: repeats }]);
  });

  it('makes no record that is refused, nor counts it, nor sends it after a later permission', async () => {
    const { clock, collector, consent, waiting, counters } = start(notChosen);
    expect(await collector.record('repeats', 'desktop', repeats)).toBe('refused');
    consent.change({ choice: optedIn });
    collector.flush();
    await clock.settle();
    expect(waiting()).toEqual([]);
    expect(counters('usage')).toEqual([]);
  });

  it('keeps the fields as they were when the record was made', async () => {
    const { clock, collector, waiting } = start();
    const fields = { ...repeats };
    void collector.record('repeats', 'desktop', fields);
    fields.fingerprint = 'another';
    await clock.settle();
    expect(waiting()).toMatchObject([{ fields: repeats }]);
  });

  it('makes no record that does not fit the catalogue, while its neighbours are stored', async () => {
    const { clock, collector, waiting, log } = start();
    const good = collector.record('repeats', 'desktop', repeats);
    const secret = { ...repeats, password: 'CANARY' };
    const bad = collector.record('repeats', 'desktop', secret);
    await clock.settle();
    expect([await good, await bad]).toEqual(['stored', 'invalid']);
    expect(waiting()).toHaveLength(1);
    expect(log.lines.join()).not.toContain('CANARY');
  });

  it('forgets what is pending when it is dropped, and says that it was refused', async () => {
    const { clock, collector, waiting } = start();
    const dropped = collector.record('repeats', 'desktop', repeats);
    collector.purge('error', 'desktop');
    expect(await dropped).toBe('refused');
    const later = collector.record('repeats', 'desktop', { ...repeats, fingerprint: 'later' });
    await clock.settle();
    expect(await later).toBe('stored');
    expect(waiting()).toMatchObject([{ fields: { fingerprint: 'later' } }]);
  });

  it('never throws, whatever it is given', async () => {
    const { clock, collector, waiting } = start();
    for (const fields of [
      undefined,
      null,
      7,
      'text',
      [],
      { toJSON: () => ({}) },
      { fingerprint: {} },
    ])
      expect(watch(collector.record('repeats', 'desktop', fields as never)).outcome).toBe('open');
    await clock.settle();
    expect(waiting()).toEqual([]);
  });
});

describe('counting', () => {
  it('adds up in memory and on disk', async () => {
    const { clock, collector, counters, attempts } = start();
    for (let time = 0; time < 1000; time += 1) void collector.count('usage', 'imSent', 'desktop');
    void collector.count('usage', 'callMinutes', 'desktop', 1.5);
    void collector.count('usage', 'featureUse', 'desktop', 1, 'help');
    await clock.settle();
    void collector.count('usage', 'imSent', 'desktop', 5);
    await clock.settle();
    expect(attempts.count).toBe(2);
    expect(counters('usage')).toEqual([
      ['callMinutes', '', 1.5],
      ['featureUse', 'help', 1],
      ['imSent', '', 1005],
    ]);
  });

  it('counts nothing where a policy refuses usage, and the census all the same', async () => {
    const { collector, consent } = start();
    consent.change({ policy: refusal });
    expect(await collector.count('usage', 'imSent', 'desktop')).toBe('refused');
    const census = collector.count('census', 'signInAttempts', 'desktop');
    collector.flush();
    expect(await census).toBe('stored');
  });

  it.each<[string, number, string]>([
    ['password', 1, ''],
    ['constructor', 1, ''],
    ['day', 1, ''],
    ['federationPartner', 1, ''],
    ['imSent', NaN, ''],
    ['imSent', -1, ''],
    ['imSent', 0.5, ''],
    ['callMinutes', Infinity, ''],
    ['imSent', 1, 'contoso.com'],
    ['featureUse', 1, ''],
    ['featureUse', 1, 'CANARY'],
  ])('refuses %s by %s under %j, so that it spoils no other count', async (name, amount, key) => {
    const { collector, counters, clock } = start();
    const counted = collector.count('usage', name as 'imSent', 'desktop', amount, key);
    expect(await counted).toBe('invalid');
    await clock.settle();
    expect(counters('usage')).toEqual([]);
  });
});

describe('a disk that refuses', () => {
  it('costs nothing, and nothing is counted twice', async () => {
    const { clock, collector, disk, waiting, counters } = start();
    disk.full = true;
    void collector.record('repeats', 'desktop', repeats);
    void collector.count('usage', 'imSent', 'desktop', 2);
    await clock.advance(60_000);
    void collector.record('repeats', 'desktop', { ...repeats, fingerprint: 'second' });
    void collector.count('usage', 'imSent', 'desktop', 3);
    disk.full = false;
    await clock.advance(60_000);
    expect(waiting().map(({ fields }) => fields)).toMatchObject([
      { fingerprint: 'abc' },
      { fingerprint: 'second' },
    ]);
    expect(counters('usage')).toEqual([['imSent', '', 5]]);
  });

  it('is asked once a second, however much is recorded meanwhile', async () => {
    const { clock, collector, disk, attempts } = start();
    disk.full = true;
    for (let minute = 0; minute < 60; minute += 1) {
      void collector.record('repeats', 'desktop', repeats);
      await clock.advance(1000);
    }
    expect(attempts.count).toBeLessThan(70);
    expect(clock.timers()).toBeLessThanOrEqual(1);
  });

  it('lets memory grow to a bound, and counts what no longer fits', async () => {
    const { clock, collector, disk, waiting, counters } = start();
    disk.full = true;
    const outcomes = Array.from({ length: 10_100 }, () =>
      watch(collector.record('repeats', 'desktop', repeats)),
    );
    await clock.settle();
    expect(outcomes.filter(({ outcome }) => outcome === 'dropped')).toHaveLength(100);
    disk.full = false;
    await clock.advance(1000);
    expect(waiting()).toHaveLength(10_000);
    expect(counters('usage')).toEqual([['recordsDropped', '', 100]]);
  });

  it('still lets a person withdraw', async () => {
    const { clock, collector, consent, disk, waiting } = start();
    disk.full = true;
    const seen = watch(collector.record('repeats', 'desktop', repeats));
    await clock.settle();
    consent.change({ choice: optedOut });
    collector.purge('error', 'desktop');
    disk.full = false;
    await clock.advance(5000);
    expect([seen.outcome, waiting()]).toEqual(['refused', []]);
  });
});
