import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accessPageSchema } from '../../../contract/insights/accessLog.ts';
import { learnedSchema } from '../../../contract/insights/learned.ts';
import { terminalTexts } from '../../../contract/text/terminal.ts';
import type { Log } from '../../shared/outcome.ts';
import { createService, type Service } from '../service.ts';
import { send, withdraw } from '../testing/client.ts';
import { readAsAnalyst } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId, ownerKey, recordLine } from '../testing/records.ts';
import { sessionOf, tokenOf } from '../testing/session.ts';
import { learnedFile } from './setting.ts';

const draw = createDraw(17);
/** A Wednesday; the last week that is over ended on the 15th. */
const now = '2026-11-18T23:30:00.000Z';
const day = '2026-11-11';

let folder: string;
let service: Service;
let clock: Date;
const said: string[] = [];
const data = () => join(folder, 'data');
const start = async () => {
  const log: Log = (line) => said.push(line(terminalTexts({})));
  service = await createService({ dataFolder: data(), port: 0, clock: () => clock, log });
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-learned-'));
  clock = new Date(now);
  said.length = 0;
  await start();
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const ask = (path = '/v1/learned') => fetch(service.url + path);
const set = (body: unknown, headers: Readonly<Record<string, string>>) =>
  fetch(`${service.url}/v1/learned/settings`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const bearer = () => ({ authorization: `Bearer ${tokenOf(service)}` });
const open = async () => {
  expect(await (await set({ open: true }, bearer())).json()).toEqual({ open: true });
};
const learned = async () => {
  const answer = await ask();
  expect(answer.status).toBe(200);
  const text = await answer.text();
  return { text, answer: learnedSchema.parse(JSON.parse(text)) };
};
const keys = async () => (await (await ask('/v1/keys')).json()) as { learned?: unknown };

const at = (index: number) => `${day}T10:00:0${index % 10}.000Z`;
const idOf = (index: number) => `5e872200-f546-4ccd-8f23-af5f507aa2${10 + index}`;
const ownerOf = (index: number) => String(index % 10).repeat(64);

/** Records of this many devices arrive, of one day and version, each with errors that contain the same text. */
async function arrive(
  devices: number,
  { version = '0.1.0', first = 0, type = 'TypeError', code = '503' } = {},
) {
  const lines = Array.from({ length: devices }, (_, offset) => first + offset).flatMap((index) => {
    const owner = ownerOf(index);
    return [
      recordLine('snapshot', drawId(draw), {
        at: at(index),
        fields: { deviceId: idOf(index), userId: idOf(index) },
      }),
      recordLine('day', drawId(draw), {
        at: at(index),
        fields: { day, firstOfDay: 1, sessions: 20, crashes: index === 0 ? 1 : 0 },
      }),
      recordLine('exception', drawId(draw), {
        at: at(index),
        owner,
        fields: {
          userId: `person${index}`,
          exceptionType: type,
          exceptionMessage: 'secret-message of Amos',
          exceptionStack: 'at secretStack (app://candor/assets/index.js:1:2)',
          errorLog: 'secret-log',
        },
      }),
      recordLine('problem', drawId(draw), {
        at: at(index),
        owner,
        fields: { userId: `person${index}`, problemText: 'secret-words' },
      }),
      recordLine('signInFailure', drawId(draw), {
        at: at(index),
        owner,
        fields: { userId: `person${index}`, errorCode: code },
      }),
    ];
  });
  const header = JSON.stringify({
    schema: 1,
    app: { name: 'Candor', version },
    sentAt: `${day}T10:00:00.000Z`,
  });
  const [, ...body] = bodyOf(...lines).split('\n');
  const answer = await send(service.url, [header, ...body].join('\n'));
  expect(answer.rejected).toEqual([]);
  return answer;
}

describe('what was learned', () => {
  it('is told to nobody, and clients hear nothing of it, until an officer opens it', async () => {
    expect(await arrive(6)).not.toHaveProperty('learned');
    const closed = await ask();
    expect(closed.status).toBe(404);
    expect(await closed.text()).toContain('not open');
    expect(await keys()).not.toHaveProperty('learned');
    await open();
    expect((await ask()).status).toBe(200);
    expect((await keys()).learned).toBe(true);
    expect(await arrive(6)).toMatchObject({ learned: true });
    await service.close();
    await start();
    expect((await ask()).status).toBe(200);
    await set({ open: false }, bearer());
    expect((await ask()).status).toBe(404);
    expect(await keys()).not.toHaveProperty('learned');
  });

  it('is opened by officers alone, from this page alone, and that is in the access log', async () => {
    expect((await set({ open: true }, {})).status).toBe(401);
    const cookie = await sessionOf(service);
    expect((await set({ open: true }, { cookie })).status).toBe(403);
    const same = { cookie, 'sec-fetch-site': 'same-origin' };
    for (const odd of [null, {}, { open: 'yes' }, { open: true, more: 1 }])
      expect((await set(odd, same)).status).toBe(400);
    expect((await ask()).status).toBe(404);
    expect((await set({ open: true }, same)).status).toBe(200);
    expect((await set({ open: true }, same)).status).toBe(200);
    const log = accessPageSchema.parse(
      await (await readAsAnalyst(service, '/v1/access-log')).json(),
    );
    const settings = log.entries.filter(({ event }) => event.kind === 'learnedSet');
    expect(settings.map(({ event }) => event)).toMatchObject([{ open: true }]);
  });

  it('tells devices, people, crash-free sessions, versions, errors and how long all is kept', async () => {
    await arrive(7);
    await open();
    const { answer } = await learned();
    expect(answer).toMatchObject({
      from: '2026-10-19',
      to: '2026-11-15',
      k: 5,
      last28Days: { devices: 5, people: 5 },
      crashFree: { rate: 0.993 },
      versions: [{ version: '0.1.0', share: 1 }],
      retention: { census: 400, usage: 400, error: 90 },
    });
    expect(answer.weeks).toHaveLength(12);
    expect(answer.weeks.at(-1)).toEqual({
      from: '2026-11-09',
      to: '2026-11-15',
      devices: 5,
      people: 5,
    });
    const shown = answer.errors.map(({ kind, title }) => `${kind} ${title}`).sort();
    expect(shown).toEqual(['exception TypeError', 'problem null', 'signInFailure 503']);
    expect(answer.errors[0]?.trend).toEqual([{ day, reports: 7 }]);
  });

  it('holds no words of a report, no ID and nothing that names a person, however many sent it', async () => {
    await arrive(9, { type: 'secret words of http://attacker.example', code: `x ${idOf(1)}` });
    await arrive(6, { version: '0.2.0', first: 20, type: idOf(3), code: '9f86d081884c7d65' });
    await open();
    const { text, answer } = await learned();
    expect(answer.errors.length).toBeGreaterThan(0);
    expect(answer.errors.map(({ title }) => title)).toEqual(answer.errors.map(() => null));
    for (const secret of ['secret', 'attacker', 'person', 'Amos', 'app://', '9f86d081884c7d65'])
      expect(text.replaceAll('"people"', '')).not.toContain(secret);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{16}/i);
  });

  it.each([1, 4])(
    'tells nothing of what %i devices sent, beside many others or alone',
    async (few) => {
      await arrive(few, { version: '9.9.9', type: 'RareError', code: 'rare' });
      await open();
      const alone = await learned();
      expect(alone.answer).toMatchObject({
        last28Days: { devices: null, people: null },
        crashFree: null,
        versions: [],
        errors: [],
      });
      clock = new Date(clock.getTime() + 24 * 3_600_000);
      await arrive(12, { first: 30 });
      const { text, answer } = await learned();
      for (const rare of ['9.9.9', 'RareError', 'rare"']) expect(text).not.toContain(rare);
      for (const { devices, people } of [...answer.weeks, answer.last28Days])
        for (const number of [devices, people]) expect((number ?? 0) % 5).toBe(0);
    },
  );

  it('shows no single record arrive or go within a day', async () => {
    await arrive(7);
    await open();
    const before = await learned();
    await arrive(1, { first: 40 });
    await withdraw(service.url, ownerKey);
    expect((await learned()).text).toBe(before.text);
    clock = new Date(clock.getTime() + 24 * 3_600_000);
    expect((await learned()).text).not.toBe(before.text);
  });

  it('tells how often what is about a person was read in the 28 days before, and not by whom', async () => {
    await arrive(6);
    await open();
    const read = async () => {
      const answer = await readAsAnalyst(service, '/v1/records?category=error');
      const [record] = ((await answer.json()) as { records: { id: string }[] }).records;
      await readAsAnalyst(service, `/v1/records/${record!.id}`);
      await readAsAnalyst(service, '/v1/records/none');
    };
    await read();
    expect((await learned()).answer.readings).toMatchObject({ recordsRead: 0 });
    clock = new Date(clock.getTime() + 24 * 3_600_000);
    await read();
    const { text, answer } = await learned();
    expect(answer.readings).toEqual({
      recordRead: 1,
      recordsRead: 1,
      dumpRead: 0,
      accountExported: 0,
      accountErased: 0,
    });
    expect(text).not.toContain('token');
    clock = new Date(clock.getTime() + 28 * 24 * 3_600_000);
    expect((await learned()).answer.readings).toMatchObject({ recordRead: 1 });
    clock = new Date(clock.getTime() + 24 * 3_600_000);
    expect((await learned()).answer.readings).toMatchObject({ recordRead: 0 });
  });

  it('is closed where the setting is damaged, and the log says so', async () => {
    await open();
    await service.close();
    expect(readFileSync(join(data(), learnedFile), 'utf8')).toBe('{"open":true}\n');
    for (const odd of ['{"open":"true"}', '', 'open', '{"open":true,"more":1}']) {
      writeFileSync(join(data(), learnedFile), odd);
      await start();
      expect((await ask()).status).toBe(404);
      expect(said.join()).toContain(learnedFile);
      await service.close();
      said.length = 0;
    }
    await start();
  });
});
