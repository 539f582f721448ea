import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categories, type Category } from '../../../contract/datum.ts';
import { noPolicy, type Policy } from '../../../contract/consent.ts';
import { parseHeader } from '../../../contract/envelope.ts';
import type { Warning } from '../../../contract/warning.ts';
import { anything, mangle, seeded } from '../../../contract/testing/seeded.testkit.ts';
import { createTestIdentity, createTestKeys, openLedgerFile } from '../../testing/audit.testkit.ts';
import { createManualClock } from '../../testing/clock.testkit.ts';
import {
  answered,
  createFakeService,
  createSigningKey,
  receiptFor,
  takeAll,
  type Answer,
} from '../../testing/service.testkit.ts';
import {
  createListLog,
  entryOf,
  everything,
  openOutboxes,
  optedIn,
  optedOut,
  refusal,
  seededRandom,
  sha256,
  temporaryFolder,
} from '../../testing/telemetry.testkit.ts';
import { backoff } from './backoff.ts';
import { verifySignature } from '../../adapters/system/crypto.ts';
import { createConsentKeeper } from '../consent/consentKeeper.ts';
import { createLedger } from '../audit/ledger.ts';
import type { ServiceProblem } from '../../../contract/serviceProblem.ts';
import { consentText } from '../../../contract/consentText.ts';
import type { PostResult } from '../ports/telemetryService.ts';
import { createReceipts } from './receipts.ts';
import { readAnswer } from './request.ts';
import { createServiceKeys } from './serviceKeys.ts';
import { createUploader } from './uploader.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

const nothingToSend = { send: () => Promise.resolve('nothing' as const), abort: () => undefined };

function start(
  answer: Answer = takeAll,
  others: Partial<Pick<Parameters<typeof createUploader>[0], 'withdrawals' | 'dumpSender'>> = {},
) {
  const clock = createManualClock();
  const service = createFakeService(answer);
  const { outboxes } = openOutboxes(temporaryFolder(), clock);
  const consent = createConsentKeeper({ choice: optedIn, policy: noPolicy, consentText });
  const atSend: { policy?: Policy } = {};
  const log = createListLog();
  const warnings: Warning[] = [];
  const warn = (warning: Warning) => void warnings.push(warning);
  const now = () => clock.now();
  const ledger = createLedger({
    file: openLedgerFile(temporaryFolder(), clock),
    sha256,
    log,
    now,
    version: '0.1.0',
  });
  const keys = createServiceKeys({
    service,
    file: createTestKeys(),
    verify: verifySignature,
    ledger,
    warn,
    now,
    onSaid: () => undefined,
  });
  const uploader = createUploader({
    receipts: createReceipts({ keys, ledger, sha256, warn }),
    heads: { show: () => undefined, note: () => undefined },
    withdrawals: nothingToSend,
    identity: createTestIdentity(),
    consent,
    outboxes,
    service,
    clock,
    log,
    random: seededRandom(),
    dumpSender: nothingToSend,
    ...others,
    encodeUtf8: (text) => new TextEncoder().encode(text),
    app: { name: 'Candor', version: '0.1.0' },
    refreshPolicy: () => {
      if (atSend.policy) consent.change({ policy: atSend.policy });
    },
  });
  const put = (count: number, text = '') => {
    const entries = Array.from({ length: count }, () => entryOf(text));
    outboxes.error.append(entries, []);
    return entries;
  };
  const waiting = () => outboxes.error.waiting(everything).map(({ id }) => id);
  const wake = async () => {
    uploader.wake();
    await clock.settle();
  };
  const events = () => ledger.all().map(({ event }) => event);
  return {
    clock,
    service,
    outboxes,
    consent,
    uploader,
    put,
    waiting,
    wake,
    atSend,
    log,
    warnings,
    events,
    keys,
  };
}

describe('a request', () => {
  it('holds a header and then the very bytes that wait, a line each', async () => {
    const { service, put, wake, waiting } = start();
    const entries = put(3, 'été €');
    await wake();
    const [post] = service.posts;
    const [header = '', ...lines] = Buffer.from(post!.body).toString().split('\n');
    expect(parseHeader(header).ok).toBe(true);
    expect(lines).toEqual([...entries.map(({ line }) => Buffer.from(line).toString()), '']);
    expect(waiting()).toEqual([]);
  });

  it('holds one category, and at most a hundred records', async () => {
    const { service, outboxes, put, wake, waiting } = start();
    put(250);
    outboxes.usage.append([entryOf('', { category: 'usage', name: 'day' })], []);
    await wake();
    expect(service.posts.map(({ lines }) => lines.length)).toEqual([1, 100, 100, 50]);
    expect(waiting()).toEqual([]);
  });
});

describe('while a policy may be half written', () => {
  const since = '2026-11-22T10:00:00.000Z';
  const reading = { source: 'machine', location: '/etc/candor/policy.json', since } as const;
  const problem = 'it is not valid JSON';
  const halfWritten: Policy = { readings: [{ ...reading, state: 'unsettled', problem }] };
  const refusing: Policy = { readings: [{ ...reading, state: 'unreadable', problem }] };

  it('nothing leaves, not even what is under way, and nothing is withdrawn; a refusal that follows withdraws', async () => {
    const { service, consent, put, wake, waiting, atSend } = start();
    const withdrawn: string[] = [];
    const held: string[] = [];
    consent.onWithdrawal((category) => void withdrawn.push(category));
    consent.onHold((category) => void held.push(category));
    const entries = put(2);
    atSend.policy = halfWritten;
    await wake();
    expect(service.posts).toEqual([]);
    expect(waiting()).toEqual(entries.map(({ id }) => id));
    expect([held, withdrawn]).toEqual([['usage', 'error'], []]);
    consent.change({ policy: refusing });
    expect(withdrawn).toEqual(['usage', 'error']);
  });

  it('a choice against error reports withdraws them at once', () => {
    const { consent } = start();
    const withdrawn: string[] = [];
    consent.onWithdrawal((category) => void withdrawn.push(category));
    consent.change({ policy: halfWritten });
    consent.change({ choice: optedOut });
    expect(withdrawn).toEqual(['error']);
  });

  it('what waited leaves once the policy is whole and allows it', async () => {
    const { consent, put, wake, waiting, atSend, uploader, clock } = start();
    put(1);
    atSend.policy = halfWritten;
    await wake();
    atSend.policy = noPolicy;
    consent.change({ policy: noPolicy });
    uploader.hurry();
    await clock.settle();
    expect(waiting()).toEqual([]);
  });
});

describe('an answer', () => {
  type Unsettled = [string, (lines: readonly string[]) => PostResult, ServiceProblem];
  const status = (number: number) => ({ kind: 'status', status: number }) as const;
  const [badAnswer, noVerdict] = [{ kind: 'badAnswer' }, { kind: 'noVerdict' }] as const;
  const unprovenReceipt = { kind: 'unprovenReceipt' } as const;
  const unsettled: Unsettled[] = [
    ['500', () => answered(500), status(500)],
    ['204 without a word', () => answered(204), badAnswer],
    ['301', () => answered(301), status(301)],
    ['404', () => answered(404, '<html>'), status(404)],
    ['200 with nothing', () => answered(200), badAnswer],
    ['200 with HTML', () => answered(200, '<html>Sign in to this network</html>'), badAnswer],
    [
      'half an answer',
      (lines) =>
        answered(
          200,
          JSON.stringify({ receipts: lines.map((line) => receiptFor(line)), rejected: [] }).slice(
            0,
            90,
          ),
        ),
      badAnswer,
    ],
    ['no verdicts', () => answered(200, { receipts: [], rejected: [] }), noVerdict],
    [
      'a receipt for other bytes',
      (lines) =>
        answered(200, {
          receipts: lines.map((line) => ({ ...receiptFor(line), digest: 'f'.repeat(64) })),
          rejected: [],
        }),
      unprovenReceipt,
    ],
    [
      'a receipt for a record we never sent',
      (lines) =>
        answered(200, {
          receipts: lines.map((line) => ({
            ...receiptFor(line),
            id: '01890a5d-ac96-774b-bcce-b302099a8057',
          })),
          rejected: [],
        }),
      unprovenReceipt,
    ],
    [
      'a rejection of a line we never sent',
      () => answered(200, { receipts: [], rejected: [{ id: null, line: 99, reason: 'x' }] }),
      noVerdict,
    ],
    [
      'a rejection whose id is not that line’s',
      () =>
        answered(200, {
          receipts: [],
          rejected: [{ id: '01890a5d-ac96-774b-bcce-b302099a8057', line: 2, reason: 'x' }],
        }),
      noVerdict,
    ],
    ['silence', () => ({ kind: 'failed', problem: 'ECONNRESET' }), 'ECONNRESET'],
  ];

  it.each(unsettled)(
    'of %s leaves everything waiting, to be sent again, and says why',
    async (_what, answer, problem) => {
      const { clock, service, outboxes, put, wake, waiting } = start(({ lines }) => answer(lines));
      const ids = put(2).map(({ id }) => id);
      await wake();
      expect(waiting()).toEqual(ids);
      expect(service.posts).toHaveLength(1);
      for (const id of ids) expect(outboxes.error.find(id)).toMatchObject({ tries: 1, problem });
      service.answer = takeAll;
      await clock.advance(10 * SECOND);
      expect(waiting()).toEqual([]);
      expect(service.posts[1]?.lines).toEqual(service.posts[0]?.lines);
    },
  );

  it('settles record by record', async () => {
    const { put, wake, service, waiting } = start();
    const [taken, rejected, open] = put(3);
    service.answer = ({ lines }) =>
      answered(200, {
        receipts: [receiptFor(lines[0]!)],
        rejected: [{ id: null, line: 3, reason: 'day is not a valid day' }],
      });
    service.answer = ((first) => (post) => {
      const later = service.posts.length > 1;
      return later ? answered(500) : first(post);
    })(service.answer);
    await wake();
    expect(service.posts[0]?.records.map(({ id }) => id)).toEqual([
      taken!.id,
      rejected!.id,
      open!.id,
    ]);
    expect(waiting()).toEqual([open!.id]);
  });

  it('of 5,000 kinds of garbage never throws and never settles what it does not name', () => {
    const unit = seeded(3);
    const entries = [entryOf('one'), entryOf('two')];
    const honest = JSON.stringify({
      receipts: entries.map(({ line }) => receiptFor(Buffer.from(line).toString())),
      rejected: [{ id: null, line: 2, reason: 'x' }],
    });
    for (let round = 0; round < 5000; round += 1) {
      const body = unit() < 0.6 ? mangle(unit, honest) : JSON.stringify(anything(unit));
      const reading = readAnswer(answered(200, body), entries);
      if (reading.kind !== 'verdicts') continue;
      for (const { id, digest } of reading.verdicts.receipts)
        expect(entries.some((entry) => entry.id === id && entry.digest === digest)).toBe(true);
    }
  });

  it('that is too late, after 429 and Retry-After, is waited for and not hurried', async () => {
    const { clock, put, wake, service, uploader } = start(() => answered(429, '', HOUR));
    put(1);
    await wake();
    await clock.advance(HOUR - SECOND);
    uploader.wake();
    await clock.settle();
    expect(service.posts).toHaveLength(1);
    await clock.advance(2 * SECOND);
    expect(service.posts).toHaveLength(2);
  });

  it.each([429, 503])('of %s with Retry-After when asked for keys is obeyed', async (status) => {
    const { clock, put, wake, service, uploader } = start();
    const { answerKeys } = service;
    let asked = 0;
    service.answerKeys = () => {
      asked += 1;
      return answered(status, '', HOUR);
    };
    put(1);
    await wake();
    await clock.advance(HOUR - SECOND);
    uploader.wake();
    await clock.settle();
    expect([asked, service.posts.length]).toEqual([1, 0]);
    service.answerKeys = answerKeys;
    await clock.advance(2 * SECOND);
    expect(service.posts).toHaveLength(1);
  });

  it('with Retry-After when asked for the key of a receipt is obeyed', async () => {
    const { clock, put, wake, service, keys, waiting } = start();
    put(1);
    await wake();
    expect(keys.areAtHand()).toBe(true);
    const next = createSigningKey('next');
    service.answer = ({ lines }) =>
      answered(200, { receipts: lines.map((line) => receiptFor(line, next)), rejected: [] });
    let asked = 0;
    service.answerKeys = () => {
      asked += 1;
      return answered(429, '', HOUR);
    };
    put(1);
    await wake();
    await clock.advance(HOUR - SECOND);
    expect(asked).toBe(1);
    service.answerKeys = () => answered(200, next.jwks);
    await clock.advance(2 * SECOND);
    expect(waiting()).toEqual([]);
  });
});

describe('a request that the service can’t take', () => {
  it.each([400, 413])('of %s is narrowed down to the one record that spoils it', async (status) => {
    const { clock, put, wake, service, waiting, outboxes } = start();
    const entries = put(100);
    const bad = entries[37]!.id;
    service.answer = (post) =>
      post.records.some(({ id }) => id === bad) ? answered(status) : takeAll(post);
    await wake();
    await clock.advance(HOUR);
    expect(waiting()).toEqual([]);
    const reason = { kind: 'status', status };
    expect(outboxes.error.find(bad)).toMatchObject({ state: 'rejected', reason });
    expect(service.posts.length).toBeLessThan(30);
    const sent = new Set(service.posts.flatMap(({ records }) => records.map(({ id }) => id)));
    expect(sent.size).toBe(100);
    put(400);
    await clock.settle();
    await wake();
    expect(Math.max(...service.posts.slice(-3).map(({ lines }) => lines.length))).toBe(100);
    expect(outboxes.error.waiting(everything)).toEqual([]);
  });

  it('is not asked again without end where it takes nothing at all', async () => {
    const { clock, put, wake, service, waiting } = start(() => answered(400));
    put(1000);
    await wake();
    await clock.advance(10 * HOUR);
    expect(service.posts.length).toBeLessThan(100);
    expect(waiting().length).toBeGreaterThan(900);
  });
});

describe('trying again', () => {
  it('happens ever less often, and never in a busy loop', async () => {
    const { clock, put, wake, service } = start(() => ({
      kind: 'failed',
      problem: 'ECONNREFUSED',
    }));
    put(1);
    await wake();
    await clock.advance(60 * SECOND);
    const firstMinute = service.posts.length;
    expect(firstMinute).toBeGreaterThan(3);
    expect(firstMinute).toBeLessThan(9);
    await clock.advance(10 * HOUR);
    const perHour = (service.posts.length - firstMinute) / 10;
    expect(perHour).toBeGreaterThan(5);
    expect(perHour).toBeLessThan(15);
    expect(clock.timers()).toBe(1);
  });

  it('is not hurried by new records', async () => {
    const { clock, put, wake, service } = start(() => answered(503));
    put(1);
    for (let second = 0; second < 600; second += 1) {
      await wake();
      await clock.advance(SECOND);
    }
    expect(service.posts.length).toBeLessThan(15);
  });

  it('is not hurried by a policy that changes, however often, but by one that names another service', async () => {
    const { clock, put, wake, service, uploader } = start(() => answered(429, '', HOUR));
    put(1);
    await wake();
    for (let second = 0; second < 600; second += 1) {
      uploader.hurry();
      await clock.advance(SECOND);
    }
    expect(service.posts).toHaveLength(1);
    service.at = 'https://other.contoso.com/';
    uploader.hurry();
    await clock.settle();
    expect(service.posts).toHaveLength(2);
    uploader.hurry();
    await clock.settle();
    expect(service.posts).toHaveLength(2);
  });

  it('waits while the device is offline, without asking', async () => {
    const { clock, put, wake, service, waiting } = start();
    service.online = false;
    put(1);
    await wake();
    await clock.advance(HOUR);
    expect(service.posts).toEqual([]);
    service.online = true;
    await clock.advance(15 * SECOND);
    expect(waiting()).toEqual([]);
  });

  it('grows, with jitter, from half a second to ten minutes', () => {
    for (let failures = 1; failures < 40; failures += 1) {
      const longest = Math.min(600_000, 1000 * 2 ** (failures - 1));
      expect(backoff(failures, 0)).toBe(longest / 2);
      expect(backoff(failures, 0.999)).toBeGreaterThan(longest * 0.99);
      expect(backoff(failures, 0.999)).toBeLessThanOrEqual(longest);
    }
    expect(backoff(1, 0.5, 90_000)).toBe(90_000);
    expect(backoff(1, 0.5, Infinity)).toBe(24 * HOUR);
  });

  it('is sent though the outbox of another category can’t be used at all', async () => {
    const { put, wake, outboxes, waiting } = start();
    outboxes.usage.waiting = () => {
      throw new Error('EISDIR');
    };
    put(1);
    await wake();
    expect(waiting()).toEqual([]);
  });

  /** Everything else recorded is sent at once, even if one category's records fail in this way again and again. */
  const failing: Readonly<Record<string, (parts: Failing) => void>> = {
    'its outbox can’t be used': ({ outbox }) => {
      outbox.waiting = () => {
        throw new Error('EACCES');
      };
    },
    'its disk does not take what the service answered': ({ outbox }) => {
      outbox.settle = () => {
        throw new Error('ENOSPC');
      };
    },
    'its receipts prove nothing': ({ answerIt }) => {
      answerIt(({ lines }) => {
        const stranger = createSigningKey('of a stranger');
        return answered(200, {
          receipts: lines.map((line) => receiptFor(line, stranger)),
          rejected: [],
        });
      });
    },
    'the key of its receipts can’t be had for an hour': ({ answerIt, service }) => {
      const next = createSigningKey('next');
      service.answerKeys = () => answered(503, '', HOUR);
      answerIt(({ lines }) =>
        answered(200, { receipts: lines.map((line) => receiptFor(line, next)), rejected: [] }),
      );
    },
    'its answer never comes': ({ answerIt }) => {
      answerIt(() => new Promise(() => undefined));
    },
    'its connection breaks': ({ answerIt }) => {
      answerIt(() => ({ kind: 'failed', problem: 'net::ERR_CONNECTION_RESET' }));
    },
    'its answer is garbage': ({ answerIt }) => {
      answerIt(() => answered(200, '<html>'));
    },
    ...Object.fromEntries(
      [
        ...[400, 401, 404, 413, 429, 500, 502, 503].map((status) => [status, undefined] as const),
        ...[404, 429, 500, 503].map((status) => [status, HOUR] as const),
      ].map(([status, retryAfter]) => [
        `it is answered ${status}${retryAfter === undefined ? '' : ' with Retry-After'}`,
        ({ answerIt }: Failing) => {
          answerIt(() => answered(status, '', retryAfter));
        },
      ]),
    ),
  };
  type Parts = ReturnType<typeof start>;
  interface Failing {
    readonly outbox: Parts['outboxes']['error'];
    readonly service: Parts['service'];
    /** Answers only the requests that contain a record of the category. */
    readonly answerIt: (answer: Answer) => void;
  }
  /** A service that answers one category's records differently from all others'. */
  function failFor(category: Category, { service, outboxes }: Parts, fail: (it: Failing) => void) {
    const ids = new Set<string>();
    const add = (count: number) => {
      const entries = Array.from({ length: count }, () => entryOf('', { category }));
      for (const { id } of entries) ids.add(id);
      outboxes[category].append(entries, []);
    };
    const answerIt = (answer: Answer) => {
      service.answer = (post) =>
        (post.records.some(({ id }) => ids.has(id)) ? answer : takeAll)(post);
    };
    fail({ outbox: outboxes[category], service, answerIt });
    return add;
  }

  it.each(
    categories.flatMap((category) =>
      Object.entries(failing).map(([what, fail]) => [category, what, fail] as const),
    ),
  )(
    'of one category, %s, delays no other, not even by a moment, where %s',
    async (failed, _what, fail) => {
      const parts = start();
      const { clock, outboxes, wake, uploader } = parts;
      // The keys are available from then on.
      outboxes[failed].append([entryOf('', { category: failed })], []);
      await wake();
      const add = failFor(failed, parts, fail);
      add(200);
      for (let turn = 0; turn < 8; turn += 1) {
        for (const category of categories.filter((it) => it !== failed)) {
          outboxes[category].append([entryOf('', { category })], []);
          uploader.wake();
          await clock.settle();
          expect(outboxes[category].counts().waiting).toBe(0);
        }
        await clock.advance(20 * SECOND);
      }
    },
  );

  it('of whatever fails, in whatever order, waits by itself alone', async () => {
    const statuses = [400, 429, 500, 503] as const;
    const step = fc.record({
      category: fc.constantFrom(...categories),
      status: fc.constantFrom(200, ...statuses),
      retryAfter: fc.constantFrom(undefined, 5 * SECOND, HOUR),
      later: fc.integer({ min: 0, max: 120 * SECOND }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const parts = start();
        const { service, outboxes, clock, uploader } = parts;
        /** Each category's next answer, and until when it may wait at most. */
        const mood = new Map<Category, { status: number; retryAfter: number | undefined }>();
        const categoryOf = new Map<string, Category>();
        const asked = new Map<Category, number>();
        service.answer = (post) => {
          const category = categoryOf.get(post.records[0]!.id)!;
          asked.set(category, (asked.get(category) ?? 0) + 1);
          const { status, retryAfter } = mood.get(category) ?? { status: 200 };
          return status === 200 ? takeAll(post) : answered(status, '', retryAfter);
        };
        const hasFailed = new Set<Category>();
        for (const { category, status, retryAfter, later } of steps) {
          mood.set(category, { status, retryAfter });
          const entry = entryOf('', { category });
          categoryOf.set(entry.id, category);
          outboxes[category].append([entry], []);
          uploader.wake();
          await clock.settle();
          if (status !== 200) hasFailed.add(category);
          for (const other of categories.filter((it) => !hasFailed.has(it)))
            expect(outboxes[other].counts().waiting).toBe(0);
          await clock.advance(later);
        }
        // Nobody who was told to come later asked more often than their own back-off allows.
        for (const times of asked.values()) expect(times).toBeLessThan(25 * 12);
        mood.clear();
        await clock.advance(2 * HOUR);
        for (const category of categories) expect(outboxes[category].counts().waiting).toBe(0);
      }),
      { numRuns: 15, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: false },
    );
  });

  it('of records is delayed by no dump, and by no erasure, that is under way', async () => {
    const forever = { send: () => new Promise<never>(() => undefined), abort: () => undefined };
    const parts = start(takeAll, { dumpSender: forever, withdrawals: forever });
    const { outboxes, wake } = parts;
    await wake();
    for (const category of categories) {
      outboxes[category].append([entryOf('', { category })], []);
      await wake();
      expect(outboxes[category].counts().waiting).toBe(0);
    }
  });

  it('goes on after a disk that did not answer', async () => {
    const { clock, put, wake, service, outboxes, waiting } = start();
    put(1);
    const { error } = outboxes;
    const settle = error.settle.bind(error);
    error.settle = () => {
      throw new Error('ENOSPC');
    };
    await wake();
    expect(waiting()).toHaveLength(1);
    error.settle = settle;
    await clock.advance(10 * SECOND);
    expect(waiting()).toEqual([]);
    expect(service.posts[1]?.lines).toEqual(service.posts[0]?.lines);
  });
});

describe('a withdrawal', () => {
  function inFlight() {
    const flight = Promise.withResolvers<PostResult>();
    const parts = start(() => flight.promise);
    return { ...parts, flight };
  }

  it('aborts what is under way, and its answer changes nothing when it comes', async () => {
    const { consent, uploader, outboxes, put, wake, service, flight, clock, waiting } = inFlight();
    const [entry] = put(1);
    await wake();
    consent.change({ choice: optedOut });
    uploader.abort('error');
    outboxes.error.purge();
    expect(service.posts[0]?.aborted).toBe(true);
    outboxes.error.append([entry!], []);
    flight.resolve(takeAll(service.posts[0]!));
    await clock.settle();
    expect(waiting()).toEqual([entry!.id]);
    expect(service.posts).toHaveLength(1);
  });

  it.each(categories)(
    'of %s alone is aborted, though requests of all categories are under way',
    async (withdrawn) => {
      const flights: PromiseWithResolvers<PostResult>[] = [];
      const { uploader, outboxes, wake, service, clock } = start(() => {
        const flight = Promise.withResolvers<PostResult>();
        flights.push(flight);
        return flight.promise;
      });
      const entries = categories.map((category) => entryOf('', { category }));
      for (const entry of entries) outboxes[entry.category].append([entry], []);
      await wake();
      expect(service.posts.map(({ records }) => records[0]?.id)).toEqual(
        entries.map(({ id }) => id),
      );
      uploader.abort(withdrawn);
      expect(service.posts.map(({ aborted }) => aborted)).toEqual(
        categories.map((category) => category === withdrawn),
      );
      // The answer to an aborted request changes nothing any more either.
      service.posts.forEach((post, index) => {
        flights[index]?.resolve(takeAll(post));
      });
      await clock.settle();
      for (const category of categories)
        expect(outboxes[category].counts().waiting).toBe(category === withdrawn ? 1 : 0);
    },
  );

  it('that the policy asked before one category’s request turns out to be aborts another’s that is under way', async () => {
    const { atSend, outboxes, put, wake, service, waiting, consent, uploader } = inFlight();
    consent.onWithdrawal((category) => {
      uploader.abort(category);
      outboxes[category].purge();
    });
    put(1, 'CANARY');
    await wake();
    atSend.policy = refusal;
    outboxes.census.append([entryOf('', { category: 'census' })], []);
    await wake();
    expect(service.posts.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(waiting()).toEqual([]);
  });

  it('by a policy found out just before sending discards what waits', async () => {
    const { atSend, put, wake, service, waiting, outboxes } = start();
    put(150, 'CANARY');
    outboxes.census.append([entryOf('', { category: 'census', name: 'snapshot' })], []);
    atSend.policy = refusal;
    await wake();
    expect(service.posts.map(({ lines }) => lines.length)).toEqual([1]);
    expect(waiting()).toEqual([]);
  });

  it('of one surface discards its records only', async () => {
    const { outboxes, wake, service } = start();
    const [desktop, guest] = [entryOf(), entryOf('', { surface: 'meetings' })];
    outboxes.error.append([desktop, guest], []);
    await wake();
    expect(service.posts.flatMap(({ lines }) => lines)).toEqual([
      Buffer.from(desktop.line).toString(),
    ]);
    expect(outboxes.error.waiting(everything)).toEqual([]);
  });
});

describe('draining', () => {
  const settled = async (drained: Promise<void>) => {
    let isSettled = false;
    void drained.then(() => {
      isSettled = true;
    });
    return () => isSettled;
  };

  it('is done once all is sent', async () => {
    const flight = Promise.withResolvers<PostResult>();
    const { clock, put, uploader, service, waiting } = start(() => flight.promise);
    put(1);
    const isDone = await settled(uploader.drain());
    await clock.settle();
    expect(isDone()).toBe(false);
    flight.resolve(takeAll(service.posts[0]!));
    await clock.settle();
    expect(isDone()).toBe(true);
    expect(waiting()).toEqual([]);
  });

  it('is done as soon as what waits has to wait, and does not cut a back-off short', async () => {
    const { clock, put, wake, uploader, service } = start(() => answered(429, '', HOUR));
    put(1);
    await wake();
    const isDone = await settled(uploader.drain());
    await clock.settle();
    expect(isDone()).toBe(true);
    expect(service.posts).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('aborts what is under way and sends nothing more', async () => {
    const flight = Promise.withResolvers<PostResult>();
    const { clock, put, wake, uploader, service, waiting } = start(() => flight.promise);
    put(1);
    await wake();
    uploader.stop();
    flight.resolve(takeAll(service.posts[0]!));
    uploader.wake();
    await clock.advance(HOUR);
    expect(service.posts[0]?.aborted).toBe(true);
    expect(service.posts).toHaveLength(1);
    expect(waiting()).toHaveLength(1);
    expect(clock.timers()).toBe(0);
  });
});
