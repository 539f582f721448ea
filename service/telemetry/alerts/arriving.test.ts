import { describe, expect, it } from 'vitest';
import { ownerKey } from '../testing/records.ts';
import { withdraw } from '../testing/client.ts';
import { openAlerts } from './testing/openAlerts.testkit.ts';
import { receiverForEach } from './testing/receiverForEach.testkit.ts';

const receiver = receiverForEach();
const { ruleOf, events } = receiver;

describe('a rule about new errors', () => {
  it('fires for each new group of so many people, and is over when the group is no longer new', async () => {
    const at = await openAlerts();
    await at.errorsOf(4);
    await at.make(ruleOf('newErrors'));
    expect(receiver.got).toEqual([]);
    await at.errorsOf(7);
    await at.pass();
    await at.errorsOf(9, 'secret words of http://attacker.example', 'aaaabbbbccccdddd');
    await at.passHours(1);
    expect(receiver.got.map(({ event, findings }) => [event, findings])).toEqual([
      ['fired', [{ kind: 'newErrors', error: 'exception', title: 'TypeError', people: 5 }]],
      ['fired', [{ kind: 'newErrors', error: 'exception', title: null, people: 5 }]],
    ]);
    expect(receiver.got[0]!.text).toContain('– Unexpected error, TypeError: about 5 people');
    expect((await at.one()).firing).toHaveLength(2);
    await at.laterBy(8);
    await at.errorsOf(9);
    await at.passHours(1);
    expect(events()).toEqual(['fired', 'fired', 'over']);
    expect(receiver.got[2]!.findings).toHaveLength(2);
    expect(JSON.stringify(receiver.got)).not.toMatch(/person\d|attacker/);
  });

  it('is over once an engineer resolves the group, and not by a withdrawal', async () => {
    const at = await openAlerts();
    await at.errorsOf(10);
    await at.make(ruleOf('newErrors', { people: 10 }));
    expect(events()).toEqual(['fired']);
    await withdraw(at.url(), ownerKey);
    await at.pass();
    expect((await at.one()).firing).toHaveLength(1);
    const state = await at.ask('/../errors/exception:9f86d081884c7d65/state', {
      method: 'PUT',
      body: JSON.stringify({ state: 'resolved', version: '1.0.0' }),
    });
    expect(state.status).toBe(200);
    await at.pass();
    expect(events()).toEqual(['fired', 'over']);
  });
});

describe('a rule about nothing arriving', () => {
  it('fires after so many hours of a service that runs, and is over with the next record', async () => {
    const at = await openAlerts();
    await at.make(ruleOf('silence'));
    await at.arrive();
    await at.passHours(2.9);
    expect(receiver.got).toEqual([]);
    await at.passHours(1);
    expect(events()).toEqual(['fired']);
    expect(receiver.got[0]!.findings).toEqual([{ kind: 'silence', hours: 3 }]);
    await at.passHours(5);
    expect(events()).toEqual(['fired']);
    await at.arrive();
    await at.pass();
    expect(events()).toEqual(['fired', 'over']);
  });

  it('is not deceived by a start, nor by a clock that jumps', async () => {
    const at = await openAlerts();
    await at.arrive();
    await at.make(ruleOf('silence'));
    await at.passHours(2.5);
    await at.close();
    at.clock.now = new Date(at.clock.now.getTime() + 10 * 3_600_000);
    await at.start();
    await at.passHours(2.5);
    const before = at.clock.now;
    for (const hours of [500, -1000]) {
      at.clock.now = new Date(at.clock.now.getTime() + hours * 3_600_000);
      await at.pass();
    }
    at.clock.now = before;
    await at.pass();
    expect(receiver.got).toEqual([]);
    await at.passHours(0.5);
    expect(events()).toEqual(['fired']);
    await at.close();
    await at.start();
    await at.passHours(1);
    expect((await at.one()).firing).toHaveLength(1);
    expect(events()).toEqual(['fired']);
  });
});
