import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorStateSchema, type ErrorState } from '../../../../contract/insights/errorState.ts';
import { createService, type Service } from '../../service.ts';
import { send, withdraw } from '../../testing/client.ts';
import { createDraw, drawId, headerLine, ownerKey, recordLine } from '../../testing/records.ts';
import { tokenOf } from '../../testing/session.ts';

const draw = createDraw(29);
const now = '2026-11-29T12:00:00.000Z';
const group = 'exception:9f86d081884c7d65';
let folder: string;
let service: Service;

const start = async () => {
  service = await createService({ dataFolder: folder, port: 0, clock: () => new Date(now) });
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-states-'));
  await start();
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

/** A report of that group arrives from this version. */
async function arrives(version: string, name: 'exception' | 'repeats' = 'exception') {
  const line = recordLine(name, drawId(draw), { at: now });
  const body = `${headerLine.replace('0.1.0', version)}\n${line}\n`;
  expect((await send(service.url, body)).receipts).toHaveLength(1);
}
const ask = (of = group, init: RequestInit = {}) =>
  fetch(`${service.url}/v1/insights/errors/${encodeURIComponent(of)}/state`, {
    ...init,
    headers: {
      authorization: `Bearer ${tokenOf(service)}`,
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
  });
const read = async (of = group): Promise<ErrorState> =>
  errorStateSchema.parse(await (await ask(of)).json());
const put = (change: unknown, of = group) =>
  ask(of, { method: 'PUT', body: JSON.stringify(change) });
const untouched = { state: 'open', version: null, note: '', by: null, at: null, metAgainIn: null };

describe('a group of errors', () => {
  it('is open until somebody says otherwise, and then shows who, when and why', async () => {
    await arrives('0.9.0');
    expect(await read()).toEqual(untouched);
    expect((await put({ state: 'ignored', note: 'a plug-in’s' })).status).toBe(200);
    const ignored = { ...untouched, state: 'ignored', note: 'a plug-in’s', by: 'token', at: now };
    expect(await read()).toEqual(ignored);
    await service.close();
    await start();
    expect(await read()).toEqual(ignored);
  });

  it.each([
    ['a later version', '1.0.0', '1.0.1'],
    ['a version that is later by number, not by letter', '1.9.0', '1.10.0'],
    ['a preview of a later version', '1.0.0', '1.1.0-beta.1'],
  ])('that was resolved is open again once %s meets it', async (_what, version, later) => {
    await arrives('0.9.0');
    await put({ state: 'resolved', version, note: 'fixed' });
    expect((await read()).state).toBe('resolved');
    await arrives(later);
    expect(await read()).toEqual({
      state: 'open',
      version,
      note: 'fixed',
      by: 'token',
      at: now,
      metAgainIn: later,
    });
  });

  it('stays resolved where versions meet it that are no later, or that met it before', async () => {
    await arrives('1.2.0');
    await put({ state: 'resolved', version: '1.0.0' });
    for (const version of ['0.9.9', '1.0.0', '1.0.0-rc.2']) await arrives(version);
    expect((await read()).state).toBe('resolved');
  });

  it('opens again by counted repeats too, and stays open though the report is withdrawn', async () => {
    await arrives('0.9.0');
    await put({ state: 'resolved', version: '1.0.0' });
    await arrives('1.0.1', 'repeats');
    await withdraw(service.url, ownerKey);
    expect(await read()).toMatchObject({ state: 'open', metAgainIn: '1.0.1' });
  });

  it('that came again can be resolved again, in a later version', async () => {
    await arrives('0.9.0');
    await put({ state: 'resolved', version: '1.0.0' });
    await arrives('1.0.1');
    await put({ state: 'resolved', version: '1.0.2' });
    expect(await read()).toMatchObject({ state: 'resolved', metAgainIn: null });
    await arrives('1.0.3');
    expect(await read()).toMatchObject({ state: 'open', metAgainIn: '1.0.3' });
  });

  it('that is ignored stays so, whatever meets it', async () => {
    await arrives('0.9.0');
    await put({ state: 'ignored' });
    await arrives('2.0.0');
    expect((await read()).state).toBe('ignored');
  });
});

describe('a state is not taken', () => {
  it.each<[string, unknown, RegExp]>([
    ['that there is not', { state: 'closed' }, /state/],
    ['resolved in no version', { state: 'resolved' }, /version/],
    [
      'resolved in what is no version',
      { state: 'resolved', version: 'next' },
      /a version, such as/,
    ],
    ['with a note that never ends', { state: 'open', note: 'x'.repeat(2001) }, /note/],
    ['with more than it can have', { state: 'open', by: 'me' }, /by/],
    ['that is a list', [], /the body/],
  ])('%s', async (_what, change, said) => {
    await arrives('0.9.0');
    const answer = await put(change);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(said);
    expect(await read()).toEqual(untouched);
  });

  it('of a group that there is not, nor from who has no token', async () => {
    expect((await put({ state: 'ignored' }, 'exception:unknown')).status).toBe(404);
    expect((await ask('exception:unknown')).status).toBe(404);
    await arrives('0.9.0');
    const path = `${service.url}/v1/insights/errors/${encodeURIComponent(group)}/state`;
    expect((await fetch(path)).status).toBe(401);
    expect((await fetch(path, { method: 'PUT', body: '{}' })).status).toBe(401);
  });
});
