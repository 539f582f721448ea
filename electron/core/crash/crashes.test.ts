import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { TelemetryRecord } from '../../../contract/envelope.ts';
import { mountSmallDisk } from '../../../contract/testing/smallDisk.testkit.ts';
import { makeDumps, missingForDumps, type Dumps } from '../../testing/crash.testkit.ts';
import { createManualClock } from '../../testing/clock.testkit.ts';
import { answered, takeCrash } from '../../testing/service.testkit.ts';
import {
  bytesIn,
  digestOfBytes,
  facts,
  optedIn,
  optedOut,
  refusal,
  startTelemetry,
} from '../../testing/telemetry.testkit.ts';
import type { DumpChoice } from '../../../contract/dumpDecision.ts';
import type { LastSession } from '../ports/session.ts';
import type { Incident } from './crashRecord.ts';
import { dumpBounds } from './dumpBounds.ts';

const missing = await missingForDumps();
const rendererCrash: Incident = {
  processType: 'renderer',
  incident: 'crash',
  crashReason: 'crashed',
  exitCode: 11,
};
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.parse('2026-11-22T10:00:00.000Z');
const cleanEnd: LastSession = { startedAt: start - DAY, errorsSince: start - 2 * DAY, ended: true };
const uncleanEnd: LastSession = { ...cleanEnd, ended: false };

/** Resolves what waits on real files too. */
async function settled(clock: ReturnType<typeof createManualClock>, isDone: () => boolean) {
  await vi.waitUntil(
    async () => {
      await clock.advance(200);
      return isDone();
    },
    { timeout: 10_000, interval: 5 },
  );
}

describe.skipIf(missing)(`crash capture, on genuine dumps ${missing ?? ''}`, () => {
  let dumps: Dumps;
  beforeAll(async () => {
    dumps = await makeDumps();
  });

  let placed = 0;
  const begin = (parts: Parameters<typeof startTelemetry>[0] = {}) => {
    const all = startTelemetry({ choice: optedIn, last: cleanEnd, ...parts });
    const pending = join(all.crashFolder, 'pending');
    const place = (dump: Uint8Array, at = all.clock.now(), name = `dump-${(placed += 1)}`) => {
      mkdirSync(pending, { recursive: true });
      const file = join(pending, `${name}.dmp`);
      writeFileSync(file, dump);
      writeFileSync(join(pending, `${name}.meta`), '');
      utimesSync(file, at / 1000, at / 1000);
      return file;
    };
    const records = () => all.service?.posts.flatMap((post) => post.records) ?? [];
    const crashes = () => records().filter(({ name }) => name === 'crash');
    const left = () =>
      [all.crashFolder, join(all.folder, 'dumps')].flatMap((folder) =>
        existsSync(folder)
          ? readdirSync(folder, { recursive: true, withFileTypes: true })
              .filter((f) => f.isFile())
              .map(({ name }) => name)
          : [],
      );
    const { question, answer } = all.telemetry.crashes;
    return { ...all, place, records, crashes, left, question, answer };
  };
  const fieldsOf = (record: TelemetryRecord | undefined) => record?.fields ?? {};

  it('says of a crash what its dump’s tables say, and sends nothing of the dump itself', async () => {
    const { telemetry, clock, place, crashes, question, service, dumps: files } = begin();
    telemetry.start(facts);
    telemetry.noteLogLine('[warn] the last line');
    place(dumps.renderer);
    telemetry.crashes.report(rendererCrash);
    await settled(clock, () => crashes().length === 1);
    expect(fieldsOf(crashes()[0])).toMatchObject({
      userId: 'amosmarble',
      processType: 'renderer',
      incident: 'crash',
      crashReason: 'crashed',
      exitCode: '11',
      exceptionKind: 'SIGSEGV',
      moduleOffset: expect.stringMatching(/^0x/) as string,
      errorLog: '[warn] the last line',
      dumpSize: dumps.renderer.length,
      dumpDigest: digestOfBytes(dumps.renderer),
      uptime: 1,
    });
    expect(question()?.id).toBe(crashes()[0]?.id);
    expect(service?.crashPosts).toEqual([]);
    expect(files.kept()).toHaveLength(1);
  });

  it('sends the dump byte for byte once the person says yes, and then keeps nothing of it', async () => {
    const { telemetry, clock, place, left, question, answer, service, folder } = begin();
    telemetry.start(facts);
    place(dumps.gpu);
    telemetry.crashes.report({ ...rendererCrash, processType: 'gpu' });
    await settled(clock, () => question() !== undefined);
    answer(question()?.id ?? '', true);
    await settled(clock, () => left().length === 0);
    expect(service?.crashPosts).toHaveLength(1);
    expect(Buffer.from(service?.crashPosts[0]?.dump ?? []).equals(dumps.gpu)).toBe(true);
    expect(bytesIn(folder)).not.toContain('MDMP');
  });

  it.each([409, 429, 503])(
    'keeps a dump that has to come later (%i) as long as Retry-After says, and holds up no record',
    async (status) => {
      const { telemetry, clock, place, left, question, answer, service, crashes } = begin();
      if (!service) throw new Error('there is a service');
      service.answerCrash = () => answered(status, '', HOUR);
      telemetry.start(facts);
      place(dumps.gpu);
      telemetry.crashes.report({ ...rendererCrash, processType: 'gpu' });
      await settled(clock, () => question() !== undefined);
      const id = question()?.id ?? '';
      const { dumpLater } = telemetry.crashes;
      expect(dumpLater(id)).toBeUndefined();
      let changes = 0;
      telemetry.audit.onChange(() => (changes += 1));
      const agreedAt = clock.now();
      answer(id, true);
      await settled(clock, () => service.crashPosts.length === 1);
      await settled(clock, () => changes > 0);
      expect(dumpLater(id)).toBeGreaterThanOrEqual(agreedAt + HOUR);
      expect(dumpLater('another')).toBeUndefined();
      telemetry.crashes.report(rendererCrash);
      await clock.advance(HOUR / 2);
      await settled(clock, () => crashes().length === 2);
      expect(service.crashPosts).toHaveLength(1);
      expect(left().length).toBeGreaterThan(0);
      service.answerCrash = takeCrash;
      await clock.advance(HOUR / 2);
      await settled(clock, () => left().length === 0);
      expect(service.crashPosts).toHaveLength(2);
      expect(dumpLater(id)).toBeUndefined();
    },
  );

  it('delays no record and no problem report while a dump is under way, and stops that dump alone with its category', async () => {
    const { telemetry, clock, place, question, answer, service, records } = begin();
    if (!service) throw new Error('there is a service');
    service.answerCrash = () => new Promise<never>(() => undefined);
    telemetry.start(facts);
    place(dumps.renderer);
    telemetry.crashes.report(rendererCrash);
    await settled(clock, () => question() !== undefined);
    answer(question()?.id ?? '', true);
    await settled(clock, () => service.crashPosts.length === 1);
    const shown = telemetry.crashes.problems.preview('Sound is gone');
    expect(telemetry.crashes.problems.send(shown?.id ?? '')).toBe(true);
    await clock.settle();
    expect(records().map(({ id }) => id)).toContain(shown?.id);
    const posts = service.posts.length;
    // The next day's census and usage.
    await clock.advance(DAY);
    const later = service.posts.slice(posts).flatMap((post) => post.records);
    expect(new Set(later.map(({ category }) => category))).toEqual(new Set(['census', 'usage']));
    expect(service.crashPosts.map(({ aborted }) => aborted)).toEqual([false]);
    telemetry.choose(optedOut);
    expect(service.crashPosts.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('sends no dump before the service has its record, and sends it as soon as it has', async () => {
    const { telemetry, clock, place, question, answer, service, left } = begin();
    if (!service) throw new Error('there is a service');
    const { answer: take } = service;
    service.answer = () => answered(500);
    telemetry.start(facts);
    place(dumps.gpu);
    telemetry.crashes.report({ ...rendererCrash, processType: 'gpu' });
    await settled(clock, () => question() !== undefined);
    answer(question()?.id ?? '', true);
    await clock.advance(HOUR);
    expect(service.posts.length).toBeGreaterThan(1);
    expect(service.crashPosts).toEqual([]);
    service.posts.length = 0;
    service.answer = take;
    const isTaken = () => service.posts.at(-1)?.records[0]?.name === 'crash';
    do await clock.advance(1000);
    while (!isTaken());
    expect(service.crashPosts).toHaveLength(1);
    await settled(clock, () => left().length === 0);
  });

  it('deletes the dump at once when the person says no', async () => {
    const { telemetry, clock, place, left, question, answer, service } = begin();
    telemetry.start(facts);
    place(dumps.renderer);
    telemetry.crashes.report(rendererCrash);
    await settled(clock, () => question() !== undefined);
    answer(question()?.id ?? '', false);
    expect(left()).toEqual([]);
    expect(question()).toBeUndefined();
    await clock.advance(DAY);
    expect(service?.crashPosts).toEqual([]);
  });

  it.each([
    ['always', 1],
    ['never', 0],
  ] as const)('does not ask where the person chose “%s”', async (dumpChoice, sent) => {
    const { telemetry, clock, place, left, question, crashes, service } = begin({
      dumpChoice: () => dumpChoice,
    });
    telemetry.start(facts);
    place(dumps.renderer);
    telemetry.crashes.report(rendererCrash);
    await settled(clock, () => crashes().length === 1 && left().length === 0);
    expect(question()).toBeUndefined();
    expect(service?.crashPosts).toHaveLength(sent);
  });

  describe('a guest’s dump follows the system’s settings, as Windows has them', () => {
    const guestOn = (choice: DumpChoice, allowed = true) => {
      let now = choice;
      const systemDumps = { choice: () => now, refresh: () => Promise.resolve() };
      const meetings = {
        MeetingUxEnableTelemetry: allowed,
        pool: 'pool.contoso.com',
        since: new Date(start).toISOString(),
      };
      const policy = { readings: [], meetings };
      const all = begin({ surface: 'meetings', choice: optedOut, policy, systemDumps });
      const turn = (next: DumpChoice) => {
        now = next;
      };
      return { ...all, turn };
    };
    const crash = ({ telemetry, place }: ReturnType<typeof guestOn>) => {
      telemetry.start(facts);
      place(dumps.renderer);
      telemetry.crashes.report(rendererCrash);
    };

    it('goes without asking where they allow all data, with its record on the meetings’ surface', async () => {
      const all = guestOn('always');
      crash(all);
      await settled(all.clock, () => all.service?.crashPosts.length === 1);
      expect(all.crashes()[0]).toMatchObject({ surface: 'meetings' });
      await settled(all.clock, () => all.left().length === 0);
      expect(all.question()).toBeUndefined();
    });

    it('is asked about where they say to ask, and goes on a yes', async () => {
      const all = guestOn('ask');
      crash(all);
      await settled(all.clock, () => all.question() !== undefined);
      expect(all.service?.crashPosts).toEqual([]);
      all.answer(all.question()?.id ?? '', true);
      await settled(all.clock, () => all.service?.crashPosts.length === 1);
    });

    it('is deleted where they refuse, though its record is sent', async () => {
      const all = guestOn('never');
      crash(all);
      await settled(all.clock, () => all.crashes().length === 1);
      all.telemetry.stop();
      expect(all.service?.crashPosts).toEqual([]);
      expect(all.dumps.kept()).toEqual([]);
    });

    it('is deleted where they refuse by the time that it would leave', async () => {
      const all = guestOn('ask');
      crash(all);
      await settled(all.clock, () => all.question() !== undefined);
      all.turn('never');
      all.answer(all.question()?.id ?? '', true);
      await settled(all.clock, () => all.left().length === 0);
      expect(all.service?.crashPosts).toEqual([]);
    });

    it('is deleted where the pool refuses error reports, whatever they say', async () => {
      const all = guestOn('always', false);
      crash(all);
      await settled(all.clock, () => all.left().length === 0);
      await all.clock.advance(DAY);
      expect([all.crashes(), all.service?.crashPosts]).toEqual([[], []]);
    });

    it('goes no more once the pool turns error reports off', async () => {
      const all = guestOn('ask');
      crash(all);
      await settled(all.clock, () => all.question() !== undefined);
      all.telemetry.applyPolicy({ readings: [] });
      expect(all.left()).toEqual([]);
      expect(all.question()).toBeUndefined();
    });

    it('goes no more once the process is the desktop’s', async () => {
      const all = guestOn('ask');
      crash(all);
      await settled(all.clock, () => all.question() !== undefined);
      const { id } = all.question() ?? { id: '' };
      all.telemetry.becomeDesktop();
      expect(all.dumps.kept()).toEqual([]);
      all.telemetry.choose(optedIn);
      all.answer(id, true);
      await all.clock.advance(DAY);
      expect(all.service?.crashPosts).toEqual([]);
    });

    it('leaves the desktop’s dumps as they are', async () => {
      const all = begin();
      all.telemetry.start(facts);
      all.place(dumps.renderer);
      all.telemetry.crashes.report(rendererCrash);
      await settled(all.clock, () => all.question() !== undefined);
      all.telemetry.stop();
      const { folder } = all;
      const meetings = {
        MeetingUxEnableTelemetry: true,
        pool: 'pool.contoso.com',
        since: new Date(start).toISOString(),
      };
      const guest = begin({
        folder,
        surface: 'meetings',
        choice: optedIn,
        policy: { readings: [], meetings },
      });
      guest.telemetry.start(facts);
      await guest.clock.settle();
      expect(guest.question()).toBeUndefined();
      expect(all.dumps.kept()).toHaveLength(1);
    });
  });

  it.each([
    ['nobody opted in', { choice: optedOut }],
    ['a policy refuses', { policy: refusal }],
  ])(
    'where %s, makes no record, keeps no dump, and counts as far as usage may',
    async (_name, parts) => {
      const all = begin(parts);
      const { telemetry, clock, place, left, records, outboxes, service } = all;
      telemetry.start(facts);
      place(dumps.renderer);
      telemetry.crashes.report(rendererCrash);
      await settled(clock, () => left().length === 0);
      await clock.advance(DAY);
      expect(records().filter(({ category }) => category === 'error')).toEqual([]);
      expect(service?.crashPosts).toEqual([]);
      const days = records().filter(({ name }) => name === 'day');
      const counted = days.some(({ fields }) => fields['crashes'] === 1);
      expect(counted).toBe(!('policy' in parts));
      expect(outboxes.error.waiting({ count: 9, bytes: 9 })).toEqual([]);
    },
  );

  it('forgets every dump, asked about, agreed to or just found, before a withdrawal returns', async () => {
    const { telemetry, clock, place, left, question, answer, service } = begin();
    if (service) service.answerCrash = () => answered(503);
    telemetry.start(facts);
    for (const again of [1, 2]) {
      place(dumps.renderer);
      telemetry.crashes.report(rendererCrash);
      await settled(clock, () => left().filter((name) => !name.endsWith('.line')).length === again);
      await settled(clock, () => question() !== undefined);
      if (again === 1) answer(question()?.id ?? '', true);
    }
    place(dumps.gpu);
    expect(left().length).toBeGreaterThan(4);
    telemetry.choose(optedOut);
    expect(left()).toEqual([]);
    expect(question()).toBeUndefined();
    telemetry.choose(optedIn);
    const sent = service?.crashPosts.length;
    await clock.advance(DAY);
    expect(service?.crashPosts).toHaveLength(sent ?? 0);
  });

  it.each<[string, (all: ReturnType<typeof begin>) => Promise<unknown> | undefined]>([
    [
      'an erasure',
      ({ telemetry }) => {
        telemetry.eraseErrors();
        return undefined;
      },
    ],
    [
      'a withdrawal, though the person opts in again',
      ({ telemetry, clock }) => {
        telemetry.choose(optedOut);
        return clock.advance(200).then(() => {
          telemetry.choose(optedIn);
        });
      },
    ],
  ])('makes no record of a crash that waits for its dump after %s', async (_name, refuse) => {
    const all = begin();
    all.telemetry.start(facts);
    all.telemetry.noteLogLine('[warn] CANARY');
    all.telemetry.crashes.report(rendererCrash);
    await all.clock.advance(400);
    await refuse(all);
    // A later crash is reported as ever, and follows the record of the one before.
    all.telemetry.crashes.report({ ...rendererCrash, crashReason: 'oom' });
    await settled(all.clock, () =>
      all.crashes().some((it) => fieldsOf(it)['crashReason'] === 'oom'),
    );
    expect(all.crashes()).toHaveLength(1);
    expect(JSON.stringify(all.records())).not.toContain('CANARY');
  });

  it('takes over nothing of the last session after an erasure', async () => {
    const { telemetry, clock, place, crashes, left } = begin({ last: uncleanEnd });
    place(dumps.browser, start - DAY + 90_000);
    place(dumps.renderer, start - DAY + 90_000);
    telemetry.start(facts);
    telemetry.eraseErrors();
    telemetry.crashes.report(rendererCrash);
    await settled(clock, () => crashes().length > 0);
    expect(crashes().map((it) => fieldsOf(it)['crashReason'])).toEqual(['crashed']);
    expect(left()).toEqual([]);
  });

  it('tells the next session that error reports are allowed since the erasure', async () => {
    const { telemetry, clock, marks } = begin();
    telemetry.start(facts);
    await clock.advance(5000);
    telemetry.eraseErrors();
    expect(marks).toEqual([cleanEnd.errorsSince, clock.now()]);
    telemetry.choose(optedOut);
    expect(marks.at(-1)).toBeNull();
  });

  it.each([
    ['at once when that is said', true],
    ['by the time that it would leave', false],
  ])(
    'deletes a dump that “always” agreed to where the person chose “never”, %s',
    async (_name, isSaid) => {
      let dumpChoice: DumpChoice = 'always';
      const { telemetry, clock, place, left, crashes, service } = begin({
        dumpChoice: () => dumpChoice,
      });
      const online = service?.answerCrash;
      if (service) service.answerCrash = () => answered(503);
      telemetry.start(facts);
      place(dumps.renderer);
      telemetry.crashes.report(rendererCrash);
      await settled(clock, () => crashes().length === 1 && service?.crashPosts.length === 1);
      expect(left().some((name) => name.endsWith('.agreed'))).toBe(true);
      dumpChoice = 'never';
      if (service && online) service.answerCrash = online;
      if (isSaid) {
        telemetry.crashes.followDumpChoice();
        expect(left()).toEqual([]);
      }
      await settled(clock, () => left().length === 0);
      await clock.advance(DAY);
      expect(service?.crashPosts).toHaveLength(1);
    },
  );

  it('stops a dump that is just leaving', async () => {
    const { telemetry, clock, place, question, answer, service } = begin();
    const never = new Promise<never>(() => undefined);
    if (service) service.answerCrash = () => never;
    telemetry.start(facts);
    place(dumps.renderer);
    telemetry.crashes.report(rendererCrash);
    await settled(clock, () => question() !== undefined);
    answer(question()?.id ?? '', true);
    await settled(clock, () => service?.crashPosts.length === 1);
    telemetry.applyPolicy(refusal);
    expect(service?.crashPosts[0]?.aborted).toBe(true);
  });

  it('asks the policy again at the moment of sending a dump', async () => {
    const { telemetry, clock, place, left, question, answer, service, atSend } = begin();
    telemetry.start(facts);
    place(dumps.renderer);
    telemetry.crashes.report(rendererCrash);
    await settled(clock, () => question() !== undefined);
    await clock.advance(1000);
    atSend.policy = refusal;
    answer(question()?.id ?? '', true);
    await settled(clock, () => left().length === 0);
    expect(service?.crashPosts).toEqual([]);
  });

  it('never reports in retrospect what crashed while it was refused', async () => {
    const { telemetry, clock, place, left, crashes } = begin({ choice: optedOut });
    telemetry.start(facts);
    await clock.settle();
    place(dumps.renderer);
    telemetry.choose(optedIn);
    expect(left()).toEqual([]);
    await clock.advance(DAY);
    expect(crashes()).toEqual([]);
  });

  describe('of the last session', () => {
    it('the main process’s dump is found at the next start, and told as a crash of its own', async () => {
      const { telemetry, clock, place, crashes, question } = begin({ last: uncleanEnd });
      place(dumps.browser, start - DAY + 90_000);
      telemetry.start(facts);
      await settled(clock, () => crashes().length === 1);
      expect(fieldsOf(crashes()[0])).toMatchObject({
        processType: 'main',
        incident: 'crash',
        exceptionKind: 'SIGSEGV',
        uptime: 90,
        errorLog: 'a line of the last session',
      });
      expect(fieldsOf(crashes()[0])).not.toHaveProperty('memory');
      expect(question()?.id).toBe(crashes()[0]?.id);
    });

    it('an end without a word and without a dump is told and counted', async () => {
      const { telemetry, clock, records, crashes } = begin({ last: uncleanEnd });
      telemetry.start(facts);
      await settled(clock, () => crashes().length === 1);
      expect(fieldsOf(crashes()[0])).toMatchObject({
        processType: 'main',
        incident: 'unclean-end',
      });
      await clock.advance(DAY);
      expect(records().some(({ fields }) => fields['crashes'] === 1)).toBe(true);
    });

    it.each<[string, LastSession | undefined]>([
      ['error reports were refused', { ...uncleanEnd, errorsSince: null }],
      ['nothing is known of it', undefined],
      ['error reports were refused when it was written', { ...uncleanEnd, errorsSince: start }],
    ])('nothing is told where %s, and its dump is deleted', async (name, last) => {
      const { telemetry, clock, place, left, crashes } = begin(
        last ? { last } : ({ last: undefined } as never),
      );
      place(dumps.browser, start - DAY);
      telemetry.start(facts);
      await settled(clock, () => left().length === 0);
      await clock.advance(DAY);
      expect(crashes().filter(({ fields }) => 'dumpDigest' in fields)).toEqual([]);
      if (!name.includes('written')) expect(crashes()).toEqual([]);
    });

    it('a dump whose record was not stored for sure is not told twice', async () => {
      const first = begin();
      first.telemetry.start(facts);
      first.place(dumps.renderer);
      first.telemetry.crashes.report(rendererCrash);
      await settled(first.clock, () => first.crashes().length === 1);
      const id = first.question()?.id ?? '';
      first.dumps.turn(id, 'taken');
      first.telemetry.stop();
      const { folder } = first;
      for (const outbox of Object.values(first.outboxes)) outbox.close();
      const second = begin({ folder });
      second.telemetry.start(facts);
      await settled(second.clock, () => second.question() !== undefined);
      await second.clock.advance(DAY);
      // What had no receipt yet is sent again, with the same number.
      expect(second.crashes().every((again) => again.id === id)).toBe(true);
      expect(second.question()?.id).toBe(id);
    });
  });

  it('holds dumps to their bounds: how many, how large, how old', async () => {
    const {
      telemetry,
      clock,
      place,
      crashes,
      dumps: files,
      log,
    } = begin({
      last: { ...cleanEnd, errorsSince: start - 30 * DAY },
    });
    place(dumps.renderer, start - 31 * DAY);
    const huge = place(dumps.renderer, start - 1000);
    appendFileSync(huge, Buffer.alloc(dumpBounds.largest));
    utimesSync(huge, start / 1000 - 1, start / 1000 - 1);
    for (let more = 0; more < dumpBounds.count + 3; more += 1) place(dumps.renderer, start - 1000);
    telemetry.start(facts);
    await settled(clock, () => crashes().length === dumpBounds.count + 4);
    expect(crashes().filter(({ fields }) => !('dumpDigest' in fields))).toHaveLength(1);
    expect(files.kept()).toHaveLength(dumpBounds.count);
    expect(files.found()).toEqual([]);
    clock.sleep(dumpBounds.age);
    await clock.advance(60_000);
    await settled(clock, () => files.kept().length === 0);
    expect(log.lines.join()).not.toContain('Error');
  });

  it.each(['2020-01-01', '2026-01-01', '2026-12-31'])(
    'keeps a dump whose crash was while the clock stood at %s, once it is right, for as long as any other',
    async (wrong) => {
      const wrongNow = Date.parse(wrong);
      const wrongClock = createManualClock();
      wrongClock.setTo(wrongNow);
      const last = { startedAt: wrongNow - DAY, errorsSince: wrongNow - DAY, ended: true };
      const first = begin({ clock: wrongClock, last });
      first.telemetry.start(facts);
      first.place(dumps.renderer);
      first.telemetry.crashes.report(rendererCrash);
      await settled(first.clock, () => first.question() !== undefined);
      const id = first.question()?.id ?? '';
      first.telemetry.stop();
      for (const outbox of Object.values(first.outboxes)) outbox.close();
      const { telemetry, clock, question, dumps: files } = begin({ folder: first.folder });
      telemetry.start(facts);
      await settled(clock, () => question()?.id === id);
      clock.sleep(dumpBounds.age - HOUR);
      await clock.advance(60_000);
      expect(files.kept()).toHaveLength(1);
      clock.sleep(HOUR);
      await clock.advance(60_000);
      await settled(clock, () => files.kept().length === 0);
      expect(question()).toBeUndefined();
    },
  );

  it('keeps the newest dumps by when they came, whatever the clock said then', async () => {
    const { telemetry, clock, place, question, dumps: files } = begin();
    telemetry.start(facts);
    const ids: string[] = [];
    for (let index = 0; index <= dumpBounds.count; index += 1) {
      clock.setTo(start - index * DAY);
      const file = place(dumps.renderer);
      telemetry.crashes.report(rendererCrash);
      await settled(clock, () => !existsSync(file) && question() !== undefined);
      ids.push(
        ...files
          .kept()
          .map((kept) => kept.id)
          .filter((id) => !ids.includes(id)),
      );
    }
    expect(ids).toHaveLength(dumpBounds.count + 1);
    expect(
      files
        .kept()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.slice(1).toSorted());
  });

  it('deletes dumps that are dated in the future, since nobody knows how old they are', async () => {
    const { telemetry, clock, place, left, crashes } = begin();
    place(dumps.renderer, start + DAY);
    telemetry.start(facts);
    await settled(clock, () => left().length === 0);
    await clock.advance(1000);
    expect(crashes()).toEqual([]);
  });

  it('passes over what is no dump and what vanishes, and tells of the rest', async () => {
    const vanish: { name?: string } = {};
    const { telemetry, clock, place, crashes, left, log } = begin({
      wrapDumps: (files) => ({
        ...files,
        inspect: (name, read) => {
          if (name === vanish.name) rmSync(name, { force: true });
          return files.inspect(name, read);
        },
      }),
    });
    const before = clock.now() - 1000;
    place(Buffer.alloc(0));
    place(Buffer.from('MDMP'));
    place(Buffer.alloc(5000, 'not a dump'));
    place(dumps.renderer.subarray(0, 20_000), clock.now() - 1000);
    vanish.name = place(dumps.gpu, before);
    mkdirSync(join(place(dumps.gpu, before), '..', 'folder.dmp'));
    telemetry.start(facts);
    await settled(clock, () => crashes().length === 2);
    expect(log.lines.filter((line) => line.includes('passed over'))).toHaveLength(3);
    expect(left().filter((name) => name.endsWith('.asked'))).toHaveLength(2);
  });

  it('goes on without the dump where the folder can’t be read', async () => {
    const { telemetry, clock, crashes, crashFolder, log } = begin();
    mkdirSync(crashFolder);
    writeFileSync(join(crashFolder, 'pending'), 'a file where a folder should be');
    telemetry.start(facts);
    telemetry.crashes.report(rendererCrash);
    await settled(clock, () => crashes().length === 1);
    expect(fieldsOf(crashes()[0])).toMatchObject({ crashReason: 'crashed' });
    expect(log.lines.some((line) => line.includes('can’t be read'))).toBe(true);
  });

  it('on a full disk leaves the dump where it is, and takes it once there is room', async ({
    skip,
  }) => {
    const disk = mountSmallDisk() ?? skip('only root can mount a small disk');
    onTestFinished(disk.unmount);
    const { telemetry, clock, place, crashes, dumps: files, log } = begin({ folder: disk.path });
    telemetry.start(facts);
    await clock.settle();
    place(dumps.renderer);
    disk.fill();
    telemetry.crashes.report(rendererCrash);
    await settled(clock, () => log.lines.some((line) => line.includes('ENOSPC')));
    await clock.advance(1000);
    expect(crashes()).toEqual([]);
    expect(files.found()).toHaveLength(1);
    disk.makeRoom();
    telemetry.crashes.report({ ...rendererCrash, crashReason: 'oom' });
    await settled(clock, () => crashes().length === 1);
    expect(fieldsOf(crashes()[0])).toHaveProperty('dumpDigest', digestOfBytes(dumps.renderer));
    expect(files.kept()).toHaveLength(1);
  });

  it('records what still waits for its dump when Candor ends', async () => {
    const { telemetry, clock, outboxes } = begin({ service: null });
    telemetry.start(facts);
    await clock.settle();
    telemetry.crashes.report(rendererCrash);
    telemetry.stop();
    expect(outboxes.error.waiting({ count: 9, bytes: 1e6 })).toHaveLength(1);
  });

  it('tells and counts a hang, which has no dump', async () => {
    const { telemetry, clock, records } = begin();
    telemetry.start(facts);
    telemetry.crashes.report({ processType: 'renderer', incident: 'hang' });
    await clock.advance(DAY);
    expect(records().some(({ fields }) => fields['incident'] === 'hang')).toBe(true);
    expect(records().some(({ fields }) => fields['hangs'] === 1)).toBe(true);
  });
});
