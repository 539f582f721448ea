import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accessPageSchema } from '../../../contract/insights/accessLog.ts';
import { learnedSchema } from '../../../contract/insights/learned.ts';
import { raisesOf, serviceSettings } from '../../../contract/insights/serviceSettings.ts';
import { createTexts } from '../../../contract/text/index.ts';
import { refuseEntries } from '../../../e2e/fixtures/refuseEntries.ts';
import type { Limits } from '../limits.ts';
import { CannotStart } from '../../shared/outcome.ts';
import { createService, type Service } from '../service.ts';
import { readAll, send } from '../testing/client.ts';
import { readAsAnalyst } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../testing/records.ts';
import { sessionOf, tokenOf } from '../testing/session.ts';
import { settingsFile } from './officerSettings.ts';

const draw = createDraw(114);
const DAY_MS = 86_400_000;
const began = Date.parse('2026-11-18T10:00:00.000Z');
const day = '2026-11-11';

let folder: string;
let service: Service;
let now: number;
let logged: string[];
const start = async (limits: Partial<Limits> = {}): Promise<void> => {
  service = await createService({
    dataFolder: folder,
    port: 0,
    limits,
    clock: () => new Date(now),
    log: (said) => logged.push(said(createTexts('en').t)),
  });
};
const restart = async (limits: Partial<Limits> = {}): Promise<void> => {
  await service.close();
  await start(limits);
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-settings-'));
  now = began;
  logged = [];
  await start();
});
afterEach(async () => {
  vi.useRealTimers();
  await service.close();
  rmSync(folder, { recursive: true });
});

const get = async (path: string): Promise<unknown> => {
  const answer = await readAsAnalyst(service, path);
  expect(answer.status).toBe(200);
  return answer.json();
};
const settings = async () => serviceSettings.parse(await get('/v1/settings'));
const set = (change: unknown, headers?: Readonly<Record<string, string>>) =>
  fetch(`${service.url}/v1/settings`, {
    method: 'PATCH',
    body: JSON.stringify(change),
    headers: {
      'content-type': 'application/json',
      ...(headers ?? { authorization: `Bearer ${tokenOf(service)}` }),
    },
  });
const isSet = async (change: unknown): Promise<void> => {
  const answer = await set(change);
  expect([answer.status, await answer.json()]).toEqual([200, await settings()]);
};

/** Census and usage of so many devices of one day arrive. */
async function arrive(devices: number): Promise<void> {
  const at = `${day}T10:00:00.000Z`;
  const lines = Array.from({ length: devices }, () => [
    recordLine('snapshot', drawId(draw), { at, fields: { deviceId: drawId(draw) } }),
    recordLine('day', drawId(draw), { at, fields: { day, firstOfDay: 1 } }),
  ]);
  expect((await send(service.url, bodyOf(...lines.flat()))).rejected).toEqual([]);
}
const devicesTold = async (): Promise<unknown> => {
  const path = `/v1/insights/devices?from=${day}&to=${day}&by=day`;
  return ((await get(path)) as { rows: unknown[] }).rows;
};

describe('what officers set', () => {
  it('is as the service’s options say until they do', async () => {
    expect(await settings()).toEqual({
      leastDevices: 5,
      recordDays: 400,
      errorDays: 90,
      bounds: { recordDays: { least: 45, most: 400 }, errorDays: { least: 45, most: 90 } },
    });
    expect(existsSync(join(folder, settingsFile))).toBe(false);
    await restart({ leastDevices: 7, recordDays: 200, errorDays: 50 });
    expect(await settings()).toMatchObject({ leastDevices: 7, recordDays: 200, errorDays: 50 });
  });

  it('is in the access log, all of it, and outlasts a restart', async () => {
    await isSet({ leastDevices: 10 });
    await isSet({ recordDays: 100, errorDays: 60 });
    const { entries } = accessPageSchema.parse(await get('/v1/access-log'));
    expect(entries.map(({ event }) => event).slice(0, 2)).toMatchObject([
      {
        kind: 'settingsSet',
        who: { by: 'token' },
        was: { leastDevices: 10, recordDays: 400, errorDays: 90 },
        set: { leastDevices: 10, recordDays: 100, errorDays: 60 },
      },
      {
        kind: 'settingsSet',
        was: { leastDevices: 5, recordDays: 400, errorDays: 90 },
        set: { leastDevices: 10, recordDays: 400, errorDays: 90 },
      },
    ]);
    await restart();
    expect(await settings()).toMatchObject({ leastDevices: 10, recordDays: 100, errorDays: 60 });
  });

  it('is not set where the access log can’t be written, nor by who is no officer', async () => {
    await isSet({ leastDevices: 10 });
    expect((await set({ leastDevices: 20 }, {})).status).toBe(401);
    const cookie = await sessionOf(service);
    const elsewhere = { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://other.example' };
    expect((await set({ leastDevices: 20 }, elsewhere)).status).toBe(403);
    refuseEntries(folder);
    expect((await set({ leastDevices: 20 })).status).toBe(503);
    expect(await settings()).toMatchObject({ leastDevices: 10 });
  });

  it.each([
    ['less than is in force', { leastDevices: 5 }, 'leastDevices: a multiple of 10'],
    ['less than is ever allowed', { leastDevices: 4 }, 'the body must be'],
    ['no multiple of it', { leastDevices: 15 }, 'leastDevices: a multiple of 10'],
    ['too much', { leastDevices: 1010 }, 'leastDevices from 5 to 1000'],
    ['far too much', { leastDevices: 1e9 }, 'the body must be'],
    ['no day at all', { errorDays: 0 }, 'the body must be'],
    ['longer than the option says', { recordDays: 401 }, 'recordDays: a whole number from 45'],
    ['shorter than clients send again', { errorDays: 44 }, 'errorDays: a whole number from 45'],
    ['half a day', { errorDays: 60.5 }, 'the body must be'],
    ['a text', { recordDays: '100' }, 'the body must be'],
    ['something else', { password: 1 }, 'the body must be'],
    ['nothing', null, 'the body must be'],
  ])('is refused as a whole if it is %s', async (_what, change, said) => {
    await isSet({ leastDevices: 10 });
    const before = readFileSync(join(folder, settingsFile), 'utf8');
    const answer = await set(change && { recordDays: 300, ...change });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(said)]);
    expect(readFileSync(join(folder, settingsFile), 'utf8')).toBe(before);
  });

  it('never loosens what the service’s options say', async () => {
    await isSet({ leastDevices: 10, recordDays: 300, errorDays: 80 });
    expect(logged).toEqual([]);
    await restart({ leastDevices: 12, recordDays: 100, errorDays: 60 });
    expect(logged).toEqual([
      expect.stringMatching(/the stricter is in force.*12 devices.*100 days.*60\.$/),
    ]);
    expect(await settings()).toMatchObject({ leastDevices: 12, recordDays: 100, errorDays: 60 });
    await restart({ leastDevices: 6, recordDays: 4000, errorDays: 900 });
    expect(await settings()).toMatchObject({ leastDevices: 10, recordDays: 300, errorDays: 80 });
  });

  it('keeps the service from starting if its file is damaged, rather than loosen it', async () => {
    await isSet({ leastDevices: 10 });
    await service.close();
    for (const damaged of ['', '{"leastDevices":10', '{"leastDevices":4}', '[]']) {
      writeFileSync(join(folder, settingsFile), damaged);
      const problem: unknown = await start().catch((error: unknown) => error);
      expect(problem).toBeInstanceOf(CannotStart);
      const said = problem instanceof CannotStart ? problem.said(createTexts('en').t) : '';
      expect(said).toContain(settingsFile);
    }
    rmSync(join(folder, settingsFile));
    await start();
  });
});

it('once k is raised, less is told at once, everywhere', async () => {
  await arrive(8);
  const open = { method: 'PUT', body: '{"open":true}' };
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${tokenOf(service)}`,
  };
  await fetch(`${service.url}/v1/learned/settings`, { ...open, headers });
  const learned = async () => learnedSchema.parse(await get('/v1/learned'));
  expect(await devicesTold()).toMatchObject([{ devices: 8 }]);
  expect(await learned()).toMatchObject({ k: 5, last28Days: { devices: 5 } });
  await isSet({ leastDevices: 10 });
  expect(await devicesTold()).toMatchObject([{ devices: null }]);
  expect(await learned()).toMatchObject({ k: 10, last28Days: { devices: null } });
  expect(await get('/v1/insights/about')).toMatchObject({ k: 10 });
  expect(await get('/v1/insights/alerts')).toMatchObject({ k: 10 });
});

it('what is kept shorter is deleted at once, from the files too, and everyone is told', async () => {
  await service.close();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await start();
  await arrive(6);
  const [record, report] = ['CanaryBook 9', 'a canary in the mine'];
  const fields = { deviceModel: record, deviceId: drawId(draw) };
  const reported = { fields: { exceptionMessage: report } };
  await send(
    service.url,
    bodyOf(
      recordLine('snapshot', drawId(draw), { fields }),
      recordLine('exception', drawId(draw), reported),
    ),
  );
  const kinds = async () => new Set((await readAll(service)).map(({ category }) => category));
  now = began + 50 * DAY_MS;
  const inFiles = (text: string) =>
    readdirSync(folder)
      .filter((name) => name.startsWith('records.db'))
      .some((name) => readFileSync(join(folder, name)).includes(text));
  expect([record, report].map(inFiles)).toEqual([true, true]);
  // As nobody advances the timer, it is not the hour that deletes.
  await isSet({ errorDays: 45 });
  await expect.poll(kinds).toEqual(new Set(['census', 'usage']));
  await isSet({ recordDays: 45 });
  await expect.poll(kinds).toEqual(new Set());
  expect([record, report].map(inFiles)).toEqual([false, false]);
  const retention = { census: 45, usage: 45, error: 45 };
  expect(await get('/v1/keys')).toMatchObject({ retention });
  expect(await send(service.url, bodyOf(recordLine('day', drawId(draw))))).toMatchObject({
    retention,
  });
});

it('the numbers to raise it to are multiples of the one in force, and not beyond the most', () => {
  expect(raisesOf(5)).toEqual([10, 20, 50, 100]);
  expect(raisesOf(70)).toEqual([140, 280, 700]);
  expect(raisesOf(600)).toEqual([]);
});
