import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { noPolicy } from '../../../contract/consent.ts';
import { parseRecord } from '../../../contract/envelope.ts';
import { candorSchema } from '../../../contract/records.ts';
import { createManualClock } from '../../testing/clock.testkit.ts';
import { answered, createFakeService, takeAll } from '../../testing/service.testkit.ts';
import {
  bytesIn,
  everything,
  facts,
  fault,
  optedIn,
  optedOut,
  refusal,
  startTelemetry,
  temporaryFolder,
} from '../../testing/telemetry.testkit.ts';
import type { PostResult } from '../ports/telemetryService.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const { osName } = facts;

vi.stubEnv('TZ', 'Europe/Paris');

const sentBy = (service: ReturnType<typeof createFakeService> | undefined, name: string) =>
  (service?.posts ?? []).flatMap(({ records }) => records.filter((record) => record.name === name));

async function started(parts: Parameters<typeof startTelemetry>[0] = {}) {
  const all = startTelemetry(parts);
  all.telemetry.start(facts);
  await all.clock.settle();
  onTestFinished(all.telemetry.stop);
  return { ...all, sent: (name: string) => sentBy(all.service, name) };
}

describe('everything that is sent', () => {
  it('fits the catalogue, and says who can have error records erased', async () => {
    const { telemetry, clock, service } = await started({ choice: optedIn });
    telemetry.reportException(fault());
    telemetry.reportException(fault());
    await clock.advance(2 * DAY);
    const lines = (service?.posts ?? []).flatMap((post) => post.lines);
    for (const line of lines) expect(parseRecord(line, candorSchema)).toMatchObject({ ok: true });
    expect(new Set(lines.map((line) => (JSON.parse(line) as { name: string }).name))).toEqual(
      new Set(['snapshot', 'day', 'exception', 'repeats']),
    );
  });
});

describe('the census', () => {
  it('is taken once a day, and counts sign-ins since the last', async () => {
    const { clock, sent } = await started();
    expect(sent('snapshot')).toHaveLength(1);
    await clock.advance(12 * HOUR);
    expect(sent('snapshot')).toHaveLength(1);
    await clock.advance(3 * DAY);
    expect(sent('snapshot')).toHaveLength(4);
    expect(sent('snapshot')[0]?.fields).toEqual({
      ...facts,
      userId: '270b4476-2181-8bc5-8fb7-57ff73fa3ab5',
      deviceId: '5e872200-f546-4ccd-8f23-af5f507aa2dd',
      signInAttempts: 0,
      signInFailures: 0,
    });
  });

  it('is not taken again after a restart on the same day, but after an update', async () => {
    const folder = temporaryFolder();
    const clock = createManualClock();
    const names: string[] = [];
    for (const version of ['0.1.0', '0.1.0', '0.2.0', '0.2.0']) {
      const { telemetry, service, outboxes } = startTelemetry({ folder, clock, version });
      telemetry.start(facts);
      await clock.settle();
      names.push(...sentBy(service, 'snapshot').map(() => version));
      telemetry.stop();
      for (const outbox of Object.values(outboxes)) outbox.close();
    }
    expect(names).toEqual(['0.1.0', '0.2.0']);
  });

  it('goes on whatever is refused, and is the only thing that does', async () => {
    const { clock, service, telemetry, folder } = await started({
      choice: optedIn,
      policy: refusal,
    });
    telemetry.reportException(fault());
    telemetry.countKey('featureUse', 'help');
    await clock.advance(3 * DAY);
    const categories = service?.posts.flatMap(({ records }) => records.map((it) => it.category));
    expect(new Set(categories)).toEqual(new Set(['census']));
    expect(readdirSync(folder).filter((name) => !/^(census|ledger)/.test(name))).toEqual([]);
  });

  it('writes every spelling of an account as one pseudonym', async () => {
    const ids = [];
    for (const account of ['amosmarble', 'AMOSMARBLE', 'ＡmosMarble'])
      ids.push((await started({ account })).sent('snapshot')[0]?.fields['userId']);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('usage', () => {
  it('travels by day, with nothing counted twice', async () => {
    const { clock, telemetry, sent } = await started();
    telemetry.countKey('featureUse', 'help');
    telemetry.countKey('featureUse', 'options');
    telemetry.countKey('featureUse', 'help');
    await clock.advance(HOUR);
    expect(sent('day').map(({ fields }) => fields)).toEqual([
      { day: '2026-11-22', firstOfDay: 1, osName, sessions: 1 },
    ]);
    await clock.advance(DAY);
    telemetry.countKey('featureUse', 'options');
    await clock.advance(DAY);
    expect(sent('day').map(({ fields }) => fields)).toEqual([
      { day: '2026-11-22', firstOfDay: 1, osName, sessions: 1 },
      { day: '2026-11-22', osName, featureUse: { help: 2, options: 1 } },
      { day: '2026-11-23', firstOfDay: 1, osName, featureUse: { options: 1 } },
    ]);
  });

  it('has its day end at local midnight', async () => {
    const { clock, telemetry, sent } = await started();
    await clock.advance(13 * HOUR - 60_000);
    telemetry.countKey('featureUse', 'help');
    await clock.advance(120_000);
    telemetry.countKey('featureUse', 'options');
    await clock.advance(DAY);
    expect(
      sent('day')
        .slice(1)
        .map(({ fields }) => fields),
    ).toEqual([
      { day: '2026-11-22', osName, featureUse: { help: 1 } },
      { day: '2026-11-23', firstOfDay: 1, osName, featureUse: { options: 1 } },
    ]);
  });

  it('marks exactly one record of a day as its first, whatever restarts and however the clock is set', async () => {
    const folder = temporaryFolder();
    const clock = createManualClock();
    const records: Readonly<Record<string, unknown>>[] = [];
    for (const days of [0, 0, 1, 0, -1, 0, 2, -2, 2]) {
      clock.setTo(clock.now() + days * DAY);
      const { telemetry, service, outboxes } = startTelemetry({ folder, clock });
      telemetry.start(facts);
      telemetry.countKey('featureUse', 'help');
      await clock.advance(HOUR / 2);
      records.push(...sentBy(service, 'day').map(({ fields }) => fields));
      telemetry.stop();
      for (const outbox of Object.values(outboxes)) outbox.close();
    }
    const days = records.map(({ day }) => day);
    const firsts = records.filter(({ firstOfDay }) => firstOfDay === 1).map(({ day }) => day);
    expect(days.length).toBeGreaterThan(9);
    expect(firsts.sort()).toEqual([...new Set(days)].sort());
  });

  it('survives a clock that is set back', async () => {
    const { clock, telemetry, sent } = await started();
    telemetry.countKey('featureUse', 'help');
    await clock.settle();
    clock.setTo(clock.now() - 3 * DAY);
    await clock.advance(HOUR);
    expect(sent('day').map(({ fields }) => fields['featureUse'])).toEqual([undefined, { help: 1 }]);
  });
});

describe('an exception', () => {
  it('is recorded once, scrubbed, and counted when it comes again', async () => {
    const { clock, telemetry, sent } = await started({ choice: optedIn });
    const message = 'no such file /home/amos/secret.txt for amos@contoso.com';
    const stack = `Error: ${message}\n    at open (app://candor/assets/index.js:1:2042)`;
    for (let time = 0; time < 18; time += 1)
      telemetry.reportException(fault({ name: 'Error', message, stack }));
    await clock.advance(HOUR + 60_000);
    expect(sent('exception')).toHaveLength(1);
    const { fields, owner } = sent('exception')[0]!;
    expect(fields).toMatchObject({
      userId: 'amosmarble',
      processType: 'main',
      exceptionType: 'Error',
      exceptionMessage: 'no such file ~/secret.txt for <address>',
    });
    expect(fields['exceptionStack']).toContain('at open (app://candor/assets/index.js:1:2042)');
    expect(owner).toMatch(/^[0-9a-f]{64}$/);
    expect(sent('repeats').map((record) => record.fields)).toEqual([
      { fingerprint: fields['fingerprint'], occurrences: 17 },
    ]);
    await clock.advance(5 * HOUR);
    expect(sent('repeats')).toHaveLength(1);
  });

  it('has one fingerprint for one place, whatever its message says', async () => {
    const { clock, telemetry, sent } = await started({ choice: optedIn });
    for (const message of ['one', 'two'])
      telemetry.reportException(
        fault({ message, stack: `TypeError: ${message}\n    at open (x.js:1)` }),
      );
    telemetry.reportException(fault({ stack: 'TypeError: one\n    at close (x.js:9)' }));
    await clock.settle();
    expect(sent('exception')).toHaveLength(2);
  });

  it('never grows a record or the memory beyond its bounds', async () => {
    const { clock, telemetry, sent, log } = await started({ choice: optedIn });
    const long = 'word '.repeat(400_000);
    telemetry.reportException({
      processType: 'renderer',
      name: long,
      message: long,
      stack: long,
      code: long,
    });
    for (let kind = 0; kind < 1000; kind += 1)
      telemetry.reportException(fault({ stack: `at f${kind} (x.js:1)` }));
    await clock.advance(60_000);
    expect(sent('exception')).toHaveLength(500);
    expect(log.lines.filter((line) => line.includes('was not made'))).toEqual([]);
  });

  it('is not even looked at while error reports are off, nor sent when they are turned on', async () => {
    const { clock, telemetry, sent, folder } = await started();
    telemetry.reportException(fault());
    telemetry.choose(optedIn);
    await clock.advance(2 * HOUR);
    expect(sent('exception')).toEqual([]);
    expect(bytesIn(folder)).not.toContain('CANARY');
  });
});

describe('turning error reports off', () => {
  async function withWaiting() {
    const flight = Promise.withResolvers<PostResult>();
    const hold = (post: Parameters<typeof takeAll>[0]) =>
      post.records.some(({ category }) => category === 'error') ? flight.promise : takeAll(post);
    const all = await started({ choice: optedIn, service: createFakeService(hold) });
    all.telemetry.reportException(fault());
    await all.clock.settle();
    all.telemetry.reportException(fault({ stack: 'at pending (CANARY.js:1)' }));
    expect(bytesIn(all.folder)).toContain('CANARY');
    return { ...all, flight };
  }

  it('has deleted all of it when it returns: disk, memory and what is under way', async () => {
    const { telemetry, folder, service, clock, flight, sent } = await withWaiting();
    telemetry.choose(optedOut);
    expect(readdirSync(folder).filter((name) => name.startsWith('error'))).toEqual([]);
    expect(bytesIn(folder)).not.toContain('CANARY');
    expect(service?.posts.at(-1)?.aborted).toBe(true);
    flight.resolve(answered(500));
    await clock.advance(2 * DAY);
    expect(bytesIn(folder)).not.toContain('CANARY');
    expect(sent('exception')).toHaveLength(1);
    expect(sent('repeats')).toEqual([]);
  });

  it('and on again brings nothing back, and reports the same exception as a new one', async () => {
    const { telemetry, folder, service, clock, flight, sent } = await withWaiting();
    telemetry.choose(optedOut);
    telemetry.choose(optedIn);
    service!.answer = takeAll;
    flight.resolve({ kind: 'failed', problem: 'aborted' });
    await clock.advance(2 * HOUR);
    expect(sent('exception')).toHaveLength(1);
    expect(bytesIn(folder)).not.toContain('CANARY');
    telemetry.reportException(fault());
    await clock.settle();
    expect(sent('exception')).toHaveLength(2);
  });

  it('holds though the disk refuses, in which case it says so', async () => {
    const { telemetry, outboxes, clock, folder } = startTelemetry({
      choice: optedIn,
      wrap: (all) => ({
        ...all,
        error: {
          ...all.error,
          purge: () => {
            throw new Error('EIO');
          },
        },
      }),
    });
    expect(() => {
      telemetry.choose(optedOut);
    }).toThrow('EIO');
    telemetry.reportException(fault());
    await clock.settle();
    expect(telemetry.decision('error', 'desktop').allowed).toBe(false);
    expect(outboxes.error.waiting(everything)).toEqual([]);
    expect(bytesIn(folder)).not.toContain('CANARY');
  });

  it('by a policy does the same, and withdraws usage too', async () => {
    const { telemetry, folder, clock, flight, sent } = await withWaiting();
    telemetry.countKey('featureUse', 'help');
    telemetry.applyPolicy(refusal);
    expect(readdirSync(folder).filter((name) => !/^(census|ledger)/.test(name))).toEqual([]);
    flight.resolve({ kind: 'failed', problem: 'aborted' });
    const before = sent('day').length;
    telemetry.applyPolicy(noPolicy);
    await clock.advance(2 * DAY);
    expect(sent('exception')).toHaveLength(1);
    expect(
      sent('day')
        .slice(before)
        .every(({ fields }) => !fields['featureUse']),
    ).toBe(true);
  });

  it('before a start deletes what an earlier session left', () => {
    const folder = temporaryFolder();
    const earlier = startTelemetry({ folder, choice: optedIn, service: null });
    earlier.telemetry.reportException(fault());
    earlier.telemetry.stop();
    earlier.outboxes.error.close();
    expect(bytesIn(folder)).toContain('CANARY');
    startTelemetry({ folder, choice: optedOut, service: null });
    expect(existsSync(join(folder, 'error.db'))).toBe(false);
    expect(bytesIn(folder)).not.toContain('CANARY');
  });
});

describe('without a service', () => {
  it('records wait on this device', async () => {
    const { telemetry, clock, outboxes } = await started({ choice: optedIn, service: null });
    telemetry.reportException(fault());
    await clock.advance(HOUR);
    expect(outboxes.error.waiting(everything)).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('writes what is pending, and nothing begins again', async () => {
    const { telemetry, clock, outboxes } = startTelemetry({ choice: optedIn, service: null });
    telemetry.reportException(fault());
    telemetry.stop();
    expect(outboxes.error.waiting(everything)).toHaveLength(1);
    telemetry.start(facts);
    await clock.advance(DAY);
    expect(outboxes.census.waiting(everything)).toEqual([]);
  });
});
