import { describe, expect, it, onTestFinished } from 'vitest';
import { noPolicy, type Policy } from '../../../contract/consent.ts';
import type { Session } from '../../../contract/conversations.ts';
import type { Invitation } from '../../../contract/invitation.ts';
import type { Meeting } from '../../../contract/meetings.ts';
import type { MeetingPools, PoolAnswer } from '../ports/meetingPools.ts';
import { createMeetingHost } from './meetingHost.ts';
import type { MeetingAccounts } from './invitations.ts';
import { createMeetings } from './meetings.ts';
import {
  facts,
  fault,
  refusal,
  optedIn,
  optedOut,
  startTelemetry,
} from '../../testing/telemetry.testkit.ts';

const here = 'https://pool.contoso.com/join/abcd-efgh-jkmn';
const there = 'https://pool.fabrikam.com/join/npqr-stuv-wxyz';
const idOf = (url: string) => url.slice(-14);

const meetingAt = (url: string, state: Meeting['state'] = 'open'): Meeting => ({
  id: idOf(url),
  title: url,
  state,
  MeetingUxEnableTelemetry: true,
  host: { displayName: 'Alice Archer', organisation: 'Contoso' },
});

/** Who is signed in, about whom no pool is asked more; the pool is Contoso's, unless another is given. */
function accountsOf(first: Session | null, pool = 'pool.contoso.com') {
  let session = first;
  const accounts: MeetingAccounts = {
    pool: () => ({ http: new URL(`https://${pool}`), sip: new URL(`wss://${pool}`) }),
    sessions: {
      session: () => session,
      signIn: () => Promise.resolve({ account: null, password: null }),
    },
  };
  const turn = (next: Session | null) => {
    session = next;
  };
  return { accounts, turn };
}

const alice: Session = { account: 'alice@contoso.com', displayName: null, organisation: null };

/** A policy that restricts Candor to one pool. */
const fixed = (PoolUrl: string): Policy => ({
  readings: [
    {
      source: 'machine',
      location: '/etc/candor/policy.json',
      state: 'read',
      values: { PoolUrl },
      unknown: [],
      since: '2026-11-22T09:45:00.000Z',
    },
  ],
});

/** Pools answer as they are told to; Alice is signed in, unless somebody else is given. */
async function open(
  parts: Parameters<typeof startTelemetry>[0] = { choice: optedIn },
  { accounts } = accountsOf(alice),
) {
  const started = startTelemetry(parts);
  const { service, clock } = started;
  const counted: number[] = [];
  const telemetry: typeof started.telemetry = {
    ...started.telemetry,
    meeting: {
      ...started.telemetry.meeting,
      count: (category, name, amount = 1) => {
        started.telemetry.meeting.count(category, name, amount);
        const { allowed } = telemetry.decision('usage', telemetry.meeting.surface());
        if (name === 'callMinutes' && allowed) counted.push(amount);
      },
    },
  };
  telemetry.start(facts);
  await clock.settle();
  onTestFinished(telemetry.stop);
  const answers = new Map<string, PoolAnswer<Meeting> | Promise<PoolAnswer<Meeting>>>();
  for (const url of [here, there])
    answers.set(idOf(url), { kind: 'answer', value: meetingAt(url) });
  const asked: string[] = [];
  const heard: string[] = [];
  const host = createMeetingHost(() => clock.now());
  host.watch(() => {
    const setting = host.read();
    heard.push(setting?.pool ?? '');
    telemetry.applyPolicy({ ...telemetry.policy(), ...(setting ? { meetings: setting } : {}) });
  });
  const others: Invitation[] = [];
  const seen = { shown: 0, invitations: 0, reopened: 0, left: 0 };
  const ways: (string | undefined)[] = [];
  const meetings = createMeetings({
    telemetry,
    host,
    accounts,
    clock,
    elapsed: () => clock.now(),
    pools: {
      describe: async (_pool, id) => {
        asked.push(id);
        return (await answers.get(id)) ?? { kind: 'notFound' };
      },
      breakOff: () => undefined,
    } as Pick<MeetingPools, 'breakOff' | 'describe'> as MeetingPools,
    window: {
      show: () => {
        seen.shown += 1;
      },
      reopen: () => {
        seen.reopened += 1;
      },
      onClosed: () => undefined,
    },
    onMoved: (room) => {
      ways.push(room?.host);
      return Promise.resolve();
    },
    onInvitation: () => {
      seen.invitations += 1;
    },
    onOther: (other) => others.push(other),
    onLeft: () => {
      seen.left += 1;
    },
  });
  const settle = () => new Promise(setImmediate);
  /** Opens a link, and has its pool asked. */
  const agreeTo = async (url: string) => {
    meetings.openLink(url);
    await settle();
    if ((await meetings.invitation()).state === 'unasked') await meetings.askPool();
  };
  /** Opens a link, and joins the meeting that it leads to. */
  const stayAt = async (url: string) => {
    await agreeTo(url);
    await meetings.invitation();
    meetings.happened({ event: 'attempted' });
    meetings.happened({ event: 'joined' });
  };
  const records = async () => {
    await clock.settle();
    return (service?.posts ?? []).flatMap((post) => post.records);
  };
  const codes = async () =>
    (await records())
      .filter(({ name }) => name === 'meetingFailure')
      .map(({ fields }) => (fields as Record<string, unknown>)['errorCode']);
  const titleNow = async () => {
    const invitation = await meetings.invitation();
    return invitation.state === 'found' ? invitation.meeting.title : invitation.state;
  };
  const follow = async (url: string) => {
    meetings.openLink(url);
    await settle();
  };
  return {
    agreeTo,
    meetings,
    answers,
    asked,
    heard,
    others,
    seen,
    stayAt,
    follow,
    codes,
    records,
    titleNow,
    settle,
    telemetry,
    ways,
    clock,
    minutes: () => counted.reduce((sum, minutes) => sum + minutes, 0),
  };
}

describe('a link that leads to no meeting', () => {
  it('is a failed attempt, recorded where error reports are allowed, and nowhere else', async () => {
    for (const choice of [optedIn, optedOut]) {
      const { meetings, answers, codes, settle } = await open({ choice });
      expect(meetings.joinByLink('https://pool.contoso.com/?')).not.toBeNull();
      answers.set(idOf(here), { kind: 'notFound' });
      answers.set(idOf(there), { kind: 'failed', problem: 'no answer' });
      for (const url of [here, there]) {
        expect(meetings.joinByLink(url)).toBeNull();
        await settle();
        if (url === there) await meetings.askPool();
        await meetings.invitation();
      }
      expect(await codes()).toEqual(
        choice === optedIn
          ? [expect.stringContaining('link-'), 'no-such-meeting', 'unreachable']
          : [],
      );
    }
  });

  it('to a pool that policy rules out is refused without a word to that pool', async () => {
    const { meetings, asked, codes, titleNow } = await open({
      choice: optedIn,
      policy: fixed('https://pool.contoso.com'),
    });
    meetings.openLink(there);
    expect(await titleNow()).toBe('otherPool');
    await meetings.updateHost();
    expect(await codes()).toEqual(['other-pool']);
    expect(asked).toEqual([]);
  });
});

describe('the way to other people’s devices', () => {
  it('is there for a meeting that its pool has said to be open, and ends with it, with another and with leaving', async () => {
    const { meetings, answers, seen, agreeTo, follow, settle } = await open();
    expect(meetings.isThere()).toBe(false);
    await agreeTo(here);
    await meetings.invitation();
    expect(meetings.isThere()).toBe(true);
    await follow(there);
    expect([meetings.isThere(), seen.left]).toEqual([false, 2]);
    await meetings.askPool();
    answers.set(idOf(there), { kind: 'failed', problem: 'no answer' });
    await meetings.invitation();
    expect(meetings.isThere()).toBe(false);
    await agreeTo(here);
    await meetings.invitation();
    meetings.happened({ event: 'joined' });
    const before = seen.left;
    meetings.happened({ event: 'left' });
    await settle();
    expect(seen.left).toBeGreaterThan(before);
  });

  it('ends when the pool says, as it is asked each minute, that the meeting is over, whatever the page tells', async () => {
    const { answers, seen, stayAt, clock, settle } = await open();
    await stayAt(here);
    const before = seen.left;
    const { value } = answers.get(idOf(here)) as { value: object };
    answers.set(idOf(here), { kind: 'answer', value: { ...value, state: 'over' } as never });
    await clock.advance(61_000);
    await settle();
    expect(seen.left).toBeGreaterThan(before);
  });

  it('is not there for a meeting that is over, nor at a pool that policy rules out', async () => {
    const over = await open();
    await over.agreeTo(here);
    const { value } = over.answers.get(idOf(here)) as { value: object };
    over.answers.set(idOf(here), { kind: 'answer', value: { ...value, state: 'over' } as never });
    await over.meetings.invitation();
    expect(over.meetings.isThere()).toBe(false);
    const { meetings } = await open({ policy: fixed('https://pool.contoso.com') });
    meetings.openLink(there);
    await meetings.invitation();
    expect(meetings.isThere()).toBe(false);
  });
});

describe('a link to a pool that is not the person’s own', () => {
  it('has nothing asked of it, and no way opened there, before the person agrees', async () => {
    const { meetings, asked, ways, follow, titleNow } = await open();
    await follow(there);
    expect(await meetings.invitation()).toEqual({ state: 'unasked', pool: 'pool.fabrikam.com' });
    await meetings.updateHost();
    await meetings.finish();
    expect([asked, ways]).toEqual([[], [undefined]]);
    await meetings.askPool();
    expect(await titleNow()).toBe(there);
    expect(ways.at(-1)).toBe('pool.fabrikam.com');
  });

  it('is asked without a question once the person agreed, but no other for it', async () => {
    const { agreeTo, follow, titleNow } = await open();
    await agreeTo(there);
    await follow(here);
    await follow(there);
    expect(await titleNow()).toBe(there);
    await follow('https://pool.fabrikam.com:8443/join/npqr-stuv-wxyz');
    expect(await titleNow()).toBe('unasked');
  });

  it('that comes during a meeting is asked about by its host’s name alone', async () => {
    const { meetings, asked, others, stayAt, follow, titleNow } = await open();
    await stayAt(here);
    const before = asked.length;
    await follow(there);
    expect(others).toEqual([{ state: 'unasked', pool: 'pool.fabrikam.com' }]);
    expect(asked).toHaveLength(before);
    meetings.joinOther();
    await new Promise(setImmediate);
    expect(await titleNow()).toBe(there);
  });
});

describe('a policy that comes during a meeting', () => {
  it('and rules its pool out closes the way there, and asks that pool nothing more', async () => {
    const { meetings, telemetry, asked, ways, seen, stayAt, titleNow } = await open();
    await stayAt(there);
    const before = asked.length;
    telemetry.applyPolicy(fixed('https://pool.contoso.com'));
    meetings.applyPolicy();
    expect(ways).toEqual([undefined, 'pool.fabrikam.com', undefined]);
    expect(meetings.room()).toBeUndefined();
    expect(seen.reopened).toBe(1);
    await meetings.finish();
    expect(await titleNow()).toBe('otherPool');
    expect(asked).toHaveLength(before);
  });

  it('and leaves its pool alone changes nothing', async () => {
    const { meetings, telemetry, ways, seen, stayAt } = await open();
    await stayAt(here);
    telemetry.applyPolicy(fixed('https://pool.contoso.com'));
    meetings.applyPolicy();
    expect([ways, seen.reopened]).toEqual([['pool.contoso.com'], 0]);
  });
});

describe('the minutes of a meeting', () => {
  it('are counted as they pass and to the fraction at the end; the host is heard each minute', async () => {
    const { meetings, clock, minutes, asked, stayAt } = await open();
    await stayAt(here);
    const before = asked.length;
    await clock.advance(150_000);
    expect(minutes()).toBe(2);
    expect(asked).toHaveLength(before + 2);
    await meetings.finish();
    expect(minutes()).toBe(2.5);
    await clock.advance(600_000);
    expect(minutes()).toBe(2.5);
    expect(asked).toHaveLength(before + 3);
  });

  it('of a time when usage was refused are never counted, not even later', async () => {
    const { meetings, telemetry, clock, minutes, stayAt } = await open();
    await stayAt(here);
    // All within one minute, so that nothing but the decisions divides the time.
    await clock.advance(20_000);
    telemetry.applyPolicy(refusal);
    await clock.advance(20_000);
    telemetry.applyPolicy(noPolicy);
    await clock.advance(15_000);
    await meetings.finish();
    expect(minutes()).toBe(0.25);
  });
});

describe('a link that comes during a meeting', () => {
  it('is asked about, and leads away only once the person says so', async () => {
    const { meetings, heard, others, seen, agreeTo, stayAt, follow, titleNow } = await open();
    await agreeTo(there);
    await stayAt(here);
    const [{ shown, invitations }, said] = [{ ...seen }, heard.length];
    await follow(there);
    expect(others).toMatchObject([{ state: 'found', meeting: { title: there } }]);
    expect(seen).toMatchObject({ shown: shown + 1, invitations });
    expect(await titleNow()).toBe(here);
    // The other meeting's host decides nothing yet.
    expect(heard.slice(said)).toEqual([]);

    meetings.joinOther();
    await new Promise(setImmediate);
    expect(await titleNow()).toBe(there);
    expect(heard.at(-1)).toBe('pool.fabrikam.com');
  });

  it('to that same meeting only brings it to the front', async () => {
    const { others, seen, stayAt, follow } = await open();
    await stayAt(here);
    await follow(here);
    expect(others).toEqual([]);
    expect(seen).toMatchObject({ shown: 2, invitations: 1 });
  });

  it('and leads nowhere is told of, and counts as a failed attempt', async () => {
    const { answers, others, agreeTo, stayAt, follow, codes, titleNow } = await open();
    await agreeTo(there);
    await stayAt(here);
    await follow('candor:join?pool=javascript:alert(1)&meeting=abcd-efgh-jkmn');
    answers.set(idOf(there), { kind: 'answer', value: meetingAt(there, 'over') });
    await follow(there);
    answers.set(idOf(there), { kind: 'notFound' });
    await follow(there);
    expect(others.map(({ state }) => state)).toEqual(['malformed', 'found', 'notFound']);
    expect(await titleNow()).toBe(here);
    expect(await codes()).toEqual([expect.stringContaining('link-'), 'over', 'no-such-meeting']);
  });

  it('and is followed by another one is not asked about any more', async () => {
    const { answers, others, agreeTo, stayAt, follow, settle } = await open();
    await agreeTo(there);
    await stayAt(here);
    const slow = Promise.withResolvers<PoolAnswer<Meeting>>();
    answers.set(idOf(there), slow.promise);
    await follow(there);
    await follow('candor:nothing');
    slow.resolve({ kind: 'answer', value: meetingAt(there) });
    await settle();
    expect(others.map(({ state }) => state)).toEqual(['malformed']);
  });

  it('leads there at once when the person has left', async () => {
    const { meetings, others, agreeTo, stayAt, titleNow } = await open();
    await stayAt(here);
    meetings.happened({ event: 'left' });
    await agreeTo(there);
    expect(others).toEqual([]);
    expect(await titleNow()).toBe(there);
  });
});

describe('what is collected of a meeting', () => {
  const ways = ['a link', 'Join by link'] as const;
  const elsewhere = 'pool.fabrikam.com';
  const people = [
    { who: 'nobody', come: () => accountsOf(null), guest: true },
    { who: 'somebody who is signed in', come: () => accountsOf(alice), guest: false },
    { who: 'somebody signed in elsewhere', come: () => accountsOf(alice, elsewhere), guest: false },
  ];
  const turns = [
    { meanwhile: 'stays so', then: undefined },
    { meanwhile: 'signs out', then: null },
    { meanwhile: 'signs in', then: alice },
  ];

  describe.each(ways)('by %s', (way) => {
    for (const { who, come, guest } of people)
      for (const { meanwhile, then } of turns)
        for (const allowed of [false, true]) {
          const where = guest ? (allowed ? ['meetings'] : []) : ['desktop'];
          it(`of ${who}, who ${meanwhile}, where the host ${allowed ? 'allows' : 'refuses'} it, is recorded on ${where.join() || 'no surface'}`, async () => {
            const account = come();
            const { meetings, answers, telemetry, clock, records, settle } = await open(
              { choice: optedIn },
              account,
            );
            const value = { ...meetingAt(here), MeetingUxEnableTelemetry: allowed };
            answers.set(idOf(here), { kind: 'answer', value });
            if (way === 'a link') meetings.openLink(here);
            else meetings.joinByLink(here);
            await settle();
            if ((await meetings.invitation()).state === 'unasked') await meetings.askPool();
            const invitation = await meetings.invitation();
            expect(invitation).toMatchObject({ state: 'found', isGuest: guest });
            meetings.happened({ event: 'attempted' });
            meetings.happened({ event: 'joined' });
            if (then !== undefined) account.turn(then);
            telemetry.meeting.countKey('featureUse', 'meetingChat');
            telemetry.meeting.reportException(fault());
            telemetry.meeting.reportIncident({ processType: 'renderer', incident: 'hang' });
            meetings.happened({ event: 'failed', code: 'ice' });
            await clock.advance(90_000);
            meetings.happened({ event: 'left' });
            await meetings.finish();
            // Then or later: what is counted by day travels with the next.
            await clock.advance(25 * 3_600_000);
            const of = [
              'meetingJoinAttempts',
              'meetingJoinSuccesses',
              'callMinutes',
              'featureUse',
              'hangs',
            ];
            const found = (await records()).filter(
              ({ name, fields }) =>
                (name === 'day' && of.some((field) => field in (fields as object))) ||
                ['meetingFailure', 'exception', 'crash'].includes(name),
            );
            expect([...new Set(found.map(({ surface }) => surface))]).toEqual(where);
            if (allowed || !guest)
              expect(new Set(found.map(({ name }) => name))).toEqual(
                new Set(['day', 'meetingFailure', 'exception', 'crash']),
              );
          });
        }
  });

  it('is the guest’s no longer once their window is closed, and the host’s word is in the ledger as long as they are one', async () => {
    const account = accountsOf(null);
    const { meetings, telemetry, stayAt } = await open({ choice: optedIn }, account);
    const pools = () =>
      telemetry.audit
        .ledger(20)
        .entries.flatMap(({ event }) =>
          event.kind === 'policy' ? [event.sources.map(({ source }) => source)] : [],
        );
    await stayAt(here);
    expect(telemetry.meeting.surface()).toBe('meetings');
    expect(pools()[0]).toEqual(['pool']);
    await meetings.finish();
  });
});
