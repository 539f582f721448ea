import { expect, it, vi } from 'vitest';
import { callNames, type Api } from '../../contract/ipc.ts';
import { connect } from './api.ts';

const refused = { ok: false, problem: 'the disk is full' } as const;
const denied = { ok: false, problem: 'nobody pressed', isDenied: true } as const;

/** A main process that answers every call alike. */
function mainAnswering(answer: unknown) {
  const ask = vi.fn<(input: unknown) => Promise<unknown>>().mockResolvedValue(answer);
  const api = Object.fromEntries(callNames.map((name) => [name, ask]));
  return { ask, main: connect({ ...api, on: () => () => undefined } as unknown as Api) };
}

it('every call that the contract declares can be made, and no other', () => {
  const { main } = mainAnswering({ ok: true, value: undefined });
  expect(Object.keys(main).sort()).toEqual([...callNames, 'on'].sort());
});

it('a call whose refusal is a bug throws it, and else gives the value', async () => {
  await expect(mainAnswering(refused).main.getView()).rejects.toThrow('the disk is full');
  await expect(mainAnswering(denied).main.getView()).rejects.toThrow('nobody pressed');
  expect(await mainAnswering({ ok: true, value: 'view' }).main.getView()).toBe('view');
});

it('a call that keeps what a person did gives the answer, refused or not', async () => {
  expect(await mainAnswering(refused).main.clearHistory()).toEqual(refused);
  const done = { ok: true, value: undefined };
  expect(await mainAnswering(done).main.clearHistory()).toEqual(done);
});

it('a call that the person did not allow is not done; one that failed otherwise throws', async () => {
  expect(await mainAnswering(denied).main.meetNow()).toBeNull();
  await expect(mainAnswering(refused).main.meetNow()).rejects.toThrow('the disk is full');
});

it('who asks for the way to other devices is told whether it was opened', async () => {
  expect(await mainAnswering(refused).main.allowPeers(true)).toBe(false);
  expect(await mainAnswering({ ok: true, value: undefined }).main.allowPeers(true)).toBe(true);
});

it('an argument goes as it is, and none where the call takes none, as when it handles a press', async () => {
  const { ask, main } = mainAnswering({ ok: true, value: null });
  await main.findRecord('id');
  await (main.openViewer as (event: object) => Promise<void>)({ type: 'click' });
  expect(ask.mock.calls).toEqual([['id'], [undefined]]);
});
