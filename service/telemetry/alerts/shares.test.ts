import { describe, expect, it } from 'vitest';
import { openAlerts, watches } from './testing/openAlerts.testkit.ts';
import { receiverForEach } from './testing/receiverForEach.testkit.ts';

const receiver = receiverForEach();
const { ruleOf, events } = receiver;

describe('a rule about crash-free sessions', () => {
  it('fires once when the share is below for certain, says so, and says when it is over', async () => {
    const at = await openAlerts();
    await at.arrive({ crashes: 0 });
    await at.make(ruleOf('crashFree'));
    await at.pass();
    expect(receiver.got).toEqual([]);
    expect((await at.one()).firing).toEqual([]);
    await at.arrive({ crashes: 4 });
    const fired = at.clock.now.toISOString();
    await at.passHours(1);
    expect(events()).toEqual(['fired']);
    expect(receiver.got[0]).toMatchObject({
      ruleId: (await at.one()).id,
      rule: watches.crashFree,
      findings: [{ kind: 'crashFree', rate: 0.9, of: 240 }],
    });
    expect(receiver.got[0]!.text.split('\n').slice(0, 2)).toEqual([
      'Candor alert: Fewer than 99% of sessions end without a crash (last 7 days)',
      '– 90% of 240 sessions ended without a crash',
    ]);
    const { firing } = await at.one();
    expect(firing).toMatchObject([{ finding: { rate: 0.9, of: 240 } }]);
    expect(firing[0]!.since >= fired).toBe(true);
    await at.laterBy(7);
    await at.arrive({ crashes: 0 });
    await at.pass();
    expect(events()).toEqual(['fired', 'over']);
    expect(receiver.got[1]!.text).toContain('it was: 90% of 240 sessions');
    expect((await at.one()).firing).toEqual([]);
  });

  it('goes on firing while the share is near its bound, and while nothing is told', async () => {
    const at = await openAlerts();
    await at.arrive({ devices: 40, crashes: 1 });
    await at.make(ruleOf('crashFree', { days: 1 }));
    expect(events()).toEqual(['fired']);
    // 98.97 % of all 3,900: below 99 %, but not certainly.
    await at.arrive({ devices: 155, crashes: 0 });
    await at.pass();
    expect((await at.one()).firing).toHaveLength(1);
    await at.laterBy(2);
    expect((await at.one()).firing).toHaveLength(1);
    expect(events()).toEqual(['fired']);
  });

  it.each([
    ['of fewer than k devices', { devices: 4, sessions: 100, crashes: 100 }],
    ['of a handful of sessions', { devices: 6, sessions: 5, crashes: 5 }],
  ])('says nothing %s, however bad', async (_what, sent) => {
    const at = await openAlerts();
    await at.arrive(sent);
    await at.make(ruleOf('crashFree'));
    await at.passHours(1);
    expect(receiver.got).toEqual([]);
  });

  it('fires no second time after a restart, and anew once it is changed', async () => {
    const at = await openAlerts();
    await at.arrive({ crashes: 4 });
    const id = await at.make(ruleOf('crashFree'));
    expect(events()).toEqual(['fired']);
    await at.close();
    await at.start();
    await at.passHours(1);
    expect(events()).toEqual(['fired']);
    expect((await at.one()).firing).toHaveLength(1);
    expect((await at.set('PUT', `/${id}`, ruleOf('crashFree', { below: 95 }))).status).toBe(200);
    await at.pass();
    expect(events()).toEqual(['fired', 'fired']);
    expect(receiver.got[1]!.rule).toMatchObject({ below: 95 });
    expect((await at.ask(`/${id}`, { method: 'DELETE' })).status).toBe(204);
    await at.passHours(1);
    expect((await at.list()).alerts).toEqual([]);
    expect(events()).toEqual(['fired', 'fired']);
  });
});

describe('a rule about signing in', () => {
  it('fires on many failures of many attempts, and not on those of a handful', async () => {
    const at = await openAlerts();
    await at.arrive({ devices: 6, attempts: 5, failures: 5 });
    await at.make(ruleOf('signInFailures'));
    await at.passHours(1);
    expect(receiver.got).toEqual([]);
    await at.arrive({ devices: 10, attempts: 10, failures: 0 });
    await at.arrive({ devices: 10, attempts: 10, failures: 4 });
    await at.pass();
    expect(events()).toEqual(['fired']);
    expect(receiver.got[0]!.findings).toEqual([
      { kind: 'signInFailures', rate: 70 / 230, of: 230 },
    ]);
    await at.arrive({ devices: 60, attempts: 10, failures: 0 });
    await at.pass();
    expect(events()).toEqual(['fired', 'over']);
  });

  it('does not fire where chance alone may make the share', async () => {
    const at = await openAlerts();
    await at.arrive({ devices: 6, attempts: 10, failures: 1 });
    await at.make(ruleOf('signInFailures', { above: 8 }));
    await at.passHours(1);
    expect(receiver.got).toEqual([]);
  });
});
