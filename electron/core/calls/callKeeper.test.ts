import { describe, expect, it } from 'vitest';
import type { CallReport, CallView } from '../../../contract/calls.ts';
import type { Message } from '../../../contract/conversations.ts';
import { createCallKeeper } from './callKeeper.ts';
import type { NewMessage } from '../conversations/history.ts';
import type { OwedCount } from '../ports/outbox.ts';
import { createMinutes } from './minutes.ts';

const report: CallReport = {
  id: '5e872200-f546-4ccd-8f23-af5f507aa2dd',
  peer: 'bob@contoso.com',
  direction: 'Outgoing',
  phase: 'calling',
  isMuted: false,
  isHeld: false,
  isHeldByPeer: false,
};

/** A keeper with a clock that the test moves, and all that it did. */
function createDesk() {
  const kept: NewMessage[] = [];
  const did: string[] = [];
  const shown: (CallView | null)[] = [];
  const failures: unknown[] = [];
  const owed: OwedCount = {
    name: 'callsMade',
    surface: 'desktop',
    day: '2026-11-29',
    epoch: 'this',
  };
  let time = 0;
  const keeper = createCallKeeper({
    now: () => 1_000_000 + time,
    elapsed: () => time,
    history: () =>
      ({
        thread: () => 'thread',
        add: (message: NewMessage, count?: OwedCount) => {
          kept.push(message);
          if (count) did.push(`keeps ${count.name}`);
          return { ...message, place: kept.length } as Message;
        },
      }) as never,
    nameOf: () => 'Bob',
    counts: {
      owe: () => owed,
      count: (_history, name, what) =>
        did.push(`counts ${name} as ${what === owed ? 'kept' : 'not kept'}`),
    },
    beginMinutes: () => {
      did.push('minutes');
      return () => did.push('no more minutes');
    },
    reports: { callFailure: (failure, quality) => failures.push({ ...failure, ...quality }) },
    stateOf: () => 'Idle',
  });
  keeper.onChange((call) => shown.push(call));
  return {
    keeper,
    kept,
    did,
    shown,
    failures,
    wait: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}

describe('calls at the desk', () => {
  it('are counted once, timed while people hear each other, and kept', () => {
    const { keeper, wait, kept, did, failures, shown } = createDesk();
    keeper.changed(report);
    keeper.changed({ ...report, phase: 'ringing' });
    wait(9);
    keeper.changed({ ...report, phase: 'active' });
    keeper.changed({ ...report, phase: 'active', isMuted: true });
    expect(keeper.current()).toMatchObject({ name: 'Bob', connectedAt: 1_009_000, isMuted: true });
    wait(61);
    const message = keeper.changed({ ...report, phase: 'ended', outcome: 'answered' });
    expect(message?.call).toEqual({ direction: 'Outgoing', outcome: 'answered', seconds: 61 });
    expect(kept).toHaveLength(1);
    expect(did).toEqual([
      'minutes',
      'no more minutes',
      'keeps callsMade',
      'counts callsMade as kept',
    ]);
    expect(failures).toEqual([]);
    expect(shown.at(-1)).toBeNull();
  });

  it('that came are not counted as made; one turned away ends nothing else', () => {
    const { keeper, did, kept, wait } = createDesk();
    keeper.changed({ ...report, direction: 'Incoming', phase: 'ringing' });
    keeper.changed({ ...report, direction: 'Incoming', phase: 'active' });
    const other = { ...report, id: 'f47ac10b-58cc-4372-a567-0e02b2c3d479', peer: 'c@contoso.com' };
    wait(5);
    keeper.changed({ ...other, direction: 'Incoming', phase: 'ended', outcome: 'missed' });
    expect(keeper.current()).toMatchObject({ peer: report.peer, phase: 'active' });
    expect(did).toEqual(['minutes']);
    expect(kept[0]?.call).toMatchObject({ outcome: 'missed', seconds: 0 });
  });

  it.each([
    ['unreachable', '480', 1],
    ['failed', 'No ICE connection', 1],
    ['answered', 'RTP Timeout', 1],
    ['answered', undefined, 0],
    ['busy', '486', 0],
    ['declined', '603', 0],
    ['noAnswer', '408', 0],
    ['cancelled', undefined, 0],
  ] as const)('that end as %s (%s) make %i error records', (outcome, code, count) => {
    const { keeper, failures } = createDesk();
    keeper.changed(report);
    const end: CallReport = { ...report, phase: 'ended', outcome, quality: { roundTrip: 7 } };
    keeper.changed(code === undefined ? end : { ...end, code });
    expect(failures).toHaveLength(count);
    if (count === 1)
      expect(failures[0]).toEqual({
        messageDirection: 'Outgoing',
        conversationState: 'Idle',
        conversationThreadId: 'thread',
        errorCode: code,
        roundTrip: 7,
      });
  });

  it('end with their window: in order where the person left, as a failure where it crashed', () => {
    const orderly = createDesk();
    orderly.keeper.changed({ ...report, direction: 'Incoming', phase: 'ringing' });
    orderly.keeper.abandon();
    orderly.keeper.abandon();
    expect(orderly.kept.map(({ call }) => call?.outcome)).toEqual(['missed']);
    expect(orderly.failures).toEqual([]);

    const crashed = createDesk();
    crashed.keeper.changed(report);
    crashed.keeper.changed({ ...report, phase: 'active' });
    crashed.wait(3);
    crashed.keeper.abandon('interrupted');
    expect(crashed.kept[0]?.call).toMatchObject({ outcome: 'answered', seconds: 3 });
    expect(crashed.failures).toMatchObject([{ errorCode: 'interrupted' }]);
  });
});

describe('minutes', () => {
  function createCounting() {
    let [time, isAllowed] = [0, true];
    let timer: { at: number; run: () => void } | undefined;
    let decide = (): void => undefined;
    const counted: number[] = [];
    const { begin } = createMinutes({
      count: (minutes) => {
        if (isAllowed) counted.push(minutes);
      },
      isAllowed: () => isAllowed,
      onDecision: (listener) => {
        decide = listener;
      },
      clock: {
        after: (delay, run) => {
          timer = { at: time + delay, run };
          return () => {
            timer = undefined;
          };
        },
      },
      elapsed: () => time,
    });
    return {
      begin,
      sum: () => counted.reduce((sum, minutes) => sum + minutes, 0),
      wait: (seconds: number) => {
        const until = time + seconds * 1000;
        while (timer && timer.at <= until) {
          time = timer.at;
          timer.run();
        }
        time = until;
      },
      allow: (allowed: boolean) => {
        isAllowed = allowed;
        decide();
      },
    };
  }

  it('are counted as they pass, and to the fraction once it ends', () => {
    const { begin, wait, sum } = createCounting();
    const end = begin();
    wait(150);
    expect(sum()).toBe(2);
    end();
    expect(sum()).toBe(2.5);
    wait(600);
    expect(sum()).toBe(2.5);
  });

  it('of a time when usage was refused are counted never', () => {
    const { begin, wait, sum, allow } = createCounting();
    const end = begin();
    wait(60);
    allow(false);
    wait(90);
    allow(true);
    wait(30);
    end();
    expect(sum()).toBe(1.5);
  });
});
