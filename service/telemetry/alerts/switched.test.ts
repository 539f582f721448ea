import { describe, expect, it } from 'vitest';
import { refuseEntries } from '../../../e2e/fixtures/refuseEntries.ts';
import { openAlerts } from './testing/openAlerts.testkit.ts';
import { receiverForEach } from './testing/receiverForEach.testkit.ts';

const receiver = receiverForEach();
const { ruleOf, events } = receiver;
type At = Awaited<ReturnType<typeof openAlerts>>;

async function turn(at: At, id: string, on: boolean): Promise<void> {
  expect((await at.set('PUT', `/${id}/switch`, { on })).status).toBe(200);
  await at.pass();
}

describe('a rule that is switched off', () => {
  it('fires nothing, whatever it watches, also after a restart; switched on again, it begins anew', async () => {
    const at = await openAlerts();
    const id = await at.make(ruleOf('crashFree'));
    await turn(at, id, false);
    await at.arrive({ crashes: 4 });
    await at.passHours(1);
    await at.close();
    await at.start();
    await at.passHours(1);
    expect(await at.one()).toMatchObject({ on: false, firing: [] });
    expect(events()).toEqual([]);
    await turn(at, id, true);
    expect(await at.one()).toMatchObject({ on: true, firing: [{ finding: { rate: 0.8 } }] });
    expect(events()).toEqual(['fired']);
  });

  it('is no longer said to fire, and its messages that wait are dropped', async () => {
    const at = await openAlerts();
    await at.arrive({ crashes: 4 });
    receiver.answers((_, response) => response.writeHead(503).end());
    const id = await at.make(ruleOf('crashFree'));
    expect((await at.one()).undelivered).toMatchObject({ messages: 1 });
    await turn(at, id, false);
    expect(await at.one()).toMatchObject({ on: false, firing: [], undelivered: null, last: null });
    receiver.answers();
    receiver.got.length = 0;
    await at.passHours(12);
    expect(events()).toEqual([]);
  });

  it('goes on firing, and says nothing again, where it is switched on that is on', async () => {
    const at = await openAlerts();
    await at.arrive({ crashes: 4 });
    const id = await at.make(ruleOf('crashFree'));
    await turn(at, id, true);
    expect((await at.one()).firing).toHaveLength(1);
    expect(events()).toEqual(['fired']);
  });

  it('can be changed and tried, and stays off', async () => {
    const at = await openAlerts();
    await at.arrive({ crashes: 4 });
    const id = await at.make(ruleOf('silence'));
    await turn(at, id, false);
    expect((await at.set('PUT', `/${id}`, ruleOf('crashFree'))).status).toBe(200);
    await at.passHours(1);
    expect(await at.one()).toMatchObject({ on: false, rule: { kind: 'crashFree' }, firing: [] });
    expect(await at.tryOut(id)).toEqual({ arrived: true, detail: '200' });
    expect(events()).toEqual(['trial']);
  });

  it('is one that there is, and is switched by true and false alone', async () => {
    const at = await openAlerts();
    const id = await at.make(ruleOf('crashFree'));
    for (const odd of [{}, { on: 1 }, { on: false, off: true }, null])
      expect((await at.set('PUT', `/${id}/switch`, odd)).status).toBe(400);
    expect((await at.one()).on).toBe(true);
  });
});

it('a rule that somebody else deleted meanwhile is not changed, switched, tried or made again: that is said', async () => {
  const at = await openAlerts();
  const id = await at.make(ruleOf('crashFree'));
  expect((await at.ask(`/${id}`, { method: 'DELETE' })).status).toBe(204);
  for (const asked of [
    at.set('PUT', `/${id}`, ruleOf('silence')),
    at.set('PUT', `/${id}/switch`, { on: false }),
    at.ask(`/${id}/trial`, { method: 'POST' }),
    at.ask(`/${id}`, { method: 'DELETE' }),
  ]) {
    const answer = await asked;
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringContaining('there is no such rule'),
    ]);
  }
  expect((await at.list()).alerts).toEqual([]);
  expect(events()).toEqual([]);
});

it('where the access log can’t be written, no rule is made, changed, switched, tried or deleted', async () => {
  const at = await openAlerts();
  await at.arrive({ crashes: 4 });
  const id = await at.make(ruleOf('crashFree'));
  const before = await at.list();
  refuseEntries(at.dataFolder);
  for (const asked of [
    at.set('POST', '', ruleOf('silence')),
    at.set('PUT', `/${id}`, ruleOf('silence')),
    at.set('PUT', `/${id}/switch`, { on: false }),
    at.ask(`/${id}/trial`, { method: 'POST' }),
    at.ask(`/${id}`, { method: 'DELETE' }),
  ]) {
    const answer = await asked;
    expect([answer.status, await answer.text()]).toEqual([
      503,
      expect.stringContaining('written down first, and that can’t be done now'),
    ]);
  }
  expect(await at.list()).toEqual(before);
  expect(events()).toEqual(['fired']);
});
