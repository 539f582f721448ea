import { describe, expect, it, onTestFinished } from 'vitest';
import type { Policy } from '../../../contract/consent.ts';
import { createManualClock } from '../../testing/clock.testkit.ts';
import {
  everything,
  facts,
  fault,
  optedIn,
  optedOut,
  refusal,
  startTelemetry,
} from '../../testing/telemetry.testkit.ts';
import { createConversationReports } from '../conversations/conversationReports.ts';
import { createMeetingHost } from '../meetings/meetingHost.ts';
import { createPolicyKeeper } from '../consent/policyKeeper.ts';

const since = '2026-11-25T09:00:00.000Z';
const hostSays = (MeetingUxEnableTelemetry: boolean): Policy => ({
  readings: [],
  meetings: { MeetingUxEnableTelemetry, pool: 'pool.contoso.com', since },
});

async function guest(parts: Parameters<typeof startTelemetry>[0] = {}) {
  const all = startTelemetry({ surface: 'meetings', ...parts });
  all.telemetry.start(facts);
  await all.clock.settle();
  onTestFinished(all.telemetry.stop);
  const sent = () => (all.service?.posts ?? []).flatMap(({ records }) => records);
  return { ...all, sent };
}

function meet({ telemetry }: Awaited<ReturnType<typeof guest>>): void {
  telemetry.count('usage', 'meetingJoinAttempts');
  telemetry.count('usage', 'meetingJoinSuccesses');
  telemetry.count('usage', 'callMinutes', 1.5123);
  createConversationReports(telemetry.failures).meetingFailure('ice', { roundTrip: 12.34 });
  telemetry.reportException(fault());
}

describe('a guest’s process', () => {
  it('records the census alone while the host’s pool has not said that more is allowed', async () => {
    for (const policy of [{ readings: [] }, hostSays(false)]) {
      const all = await guest({ policy, choice: optedIn });
      meet(all);
      await all.clock.settle();
      all.telemetry.endMeeting();
      await all.clock.settle();
      expect(all.sent().map(({ name, surface }) => `${name} ${surface}`)).toEqual([
        'snapshot meetings',
      ]);
    }
  });

  it('records usage and errors where the host’s pool allows that, whatever the desktop’s rules say', async () => {
    const policy = { ...hostSays(true), ...refusal };
    const all = await guest({ policy, choice: optedOut });
    meet(all);
    await all.clock.settle();
    all.telemetry.endMeeting();
    await all.clock.settle();
    expect(new Set(all.sent().map(({ surface }) => surface))).toEqual(new Set(['meetings']));
    const days = all.sent().filter(({ name }) => name === 'day');
    expect(Object.assign({}, ...days.map(({ fields }) => fields))).toMatchObject({
      meetingJoinAttempts: 1,
      meetingJoinSuccesses: 1,
      callMinutes: 1.5,
      sessions: 1,
    });
    expect(all.sent().find(({ name }) => name === 'meetingFailure')?.fields).toMatchObject({
      roundTrip: 10,
    });
    expect(all.sent().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['meetingFailure', 'exception']),
    );
  });

  it('deletes what waits, from memory and disk, when the host’s pool turns to refusal', async () => {
    const all = await guest({ policy: hostSays(true), service: null });
    meet(all);
    await all.clock.settle();
    expect(all.outboxes.error.waiting(everything).length).toBe(2);
    meet(all);
    all.telemetry.applyPolicy(hostSays(false));
    await all.clock.settle();
    all.telemetry.endMeeting();
    expect(all.outboxes.error.waiting(everything)).toEqual([]);
    expect(all.outboxes.usage.waiting(everything)).toEqual([]);
  });

  it('lets nothing leave that was allowed when it was made and is refused when it would be sent', async () => {
    const all = await guest({ policy: hostSays(true) });
    const before = all.sent().length;
    all.atSend.policy = hostSays(false);
    meet(all);
    await all.clock.settle();
    all.telemetry.endMeeting();
    await all.clock.settle();
    expect(all.sent().slice(before)).toEqual([]);
  });

  it('notes in the ledger what the host’s pool decides, each time that it decides otherwise', async () => {
    const all = await guest({ choice: optedIn });
    const { telemetry } = all;
    const policies = () =>
      telemetry.audit
        .exportData()
        .ledger.flatMap(({ event }) => (event.kind === 'policy' ? [event] : []));
    const noted = (MeetingUxEnableTelemetry: boolean) => ({
      sources: [
        {
          source: 'pool',
          location: 'pool.contoso.com',
          state: 'read',
          values: { MeetingUxEnableTelemetry },
        },
      ],
      decisions: {
        census: true,
        usage: MeetingUxEnableTelemetry,
        error: MeetingUxEnableTelemetry,
      },
    });
    const before = policies().length;
    for (const allowed of [true, true, false]) telemetry.applyPolicy(hostSays(allowed));
    expect(policies().slice(before)).toMatchObject([noted(true), noted(false)]);

    telemetry.becomeDesktop();
    expect(policies().at(-1)).toMatchObject({
      sources: [],
      decisions: { census: true, usage: true, error: true },
    });
    telemetry.applyPolicy(hostSays(true));
    expect(policies()).toHaveLength(before + 3);
  });

  it('is the desktop’s once a desktop window opens in it, and takes nothing of the guest’s along', async () => {
    const all = await guest({ policy: hostSays(true), choice: optedOut });
    expect(all.telemetry.surface()).toBe('meetings');
    all.telemetry.noteLogLine('written while a guest met');
    all.telemetry.becomeDesktop();
    all.telemetry.choose(optedIn);
    all.telemetry.reportException(fault());
    await all.clock.settle();
    const [record] = all.sent().filter(({ name }) => name === 'exception');
    expect(record).toMatchObject({ surface: 'desktop' });
    expect(JSON.stringify(record)).not.toContain('written while a guest met');
  });
});

describe('what the host’s pool says', () => {
  it('is policy as soon as it is heard, and again when it changes', () => {
    const clock = createManualClock();
    const host = createMeetingHost(() => clock.now());
    const policies = createPolicyKeeper([], host);
    const heard: (boolean | undefined)[] = [];
    policies.onChange(({ meetings }) => heard.push(meetings?.MeetingUxEnableTelemetry));
    expect(policies.policy().meetings).toBeUndefined();
    host.update('pool.contoso.com', true);
    host.update('pool.contoso.com', true);
    host.update('pool.contoso.com', false);
    expect(heard).toEqual([true, false]);
    policies.stop();
    host.update('pool.contoso.com', true);
    expect(heard).toHaveLength(2);
  });
});
