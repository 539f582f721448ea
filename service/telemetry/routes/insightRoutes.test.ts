import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { answers, groupAnswer } from '../../../contract/insights/answers.ts';
import { questionNames, questions } from '../../../contract/insights/queries.ts';
import { jsonSchemaOf } from '../insights/openApi.ts';
import { createService, type Service } from '../service.ts';
import { send, withdraw } from '../testing/client.ts';
import { readAsAnalyst } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId, ownerKey, recordLine } from '../testing/records.ts';

const draw = createDraw(20261129);
const now = '2026-11-22T23:30:00.000Z';
const range = 'from=2026-11-22&to=2026-11-22';

let folder: string;
let service: Service;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-insights-'));
  const clock = () => new Date(now);
  service = await createService({ dataFolder: join(folder, 'data'), port: 0, clock });
  const lines = Array.from({ length: 8 }, (_, index) => {
    const id = `5e872200-f546-4ccd-8f23-af5f507aa2d${index}`;
    return recordLine('snapshot', drawId(draw), {
      fields: { deviceId: id, userId: id, osName: index < 6 ? 'Windows' : '=macOS' },
    });
  });
  const errors = Array.from({ length: 7 }, (_, index) =>
    recordLine('signInFailure', drawId(draw), {
      fields: { userId: `person${index}`, roundTrip: 40 + index },
      ...(index > 0 && { owner: String(index).repeat(64) }),
    }),
  );
  const rare = recordLine('crash', drawId(draw), { owner: 'ab'.repeat(32) });
  expect((await send(service.url, bodyOf(...lines, ...errors, rare))).rejected).toEqual([]);
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const ask = (path: string) => readAsAnalyst(service, `/v1/insights/${path}`);
const rowsOf = async (path: string) =>
  ((await (await ask(path)).json()) as { rows: Record<string, unknown>[] }).rows;

describe('an insight', () => {
  it.each(questionNames)(
    'into %s is in the shape that the page and scripts read',
    async (question) => {
      for (const by of questions[question]) {
        const versions = question === 'releases' ? '&version=0.1.0&against=0.2.0' : '';
        const answer = await ask(`${question}?${range}&by=${by}${versions}`);
        expect([by, answer.status]).toEqual([by, 200]);
        answers[question].parse(await answer.json());
      }
    },
  );

  it('is told to nobody without the token', async () => {
    for (const question of [...questionNames, 'errors/x']) {
      const answer = await fetch(`${service.url}/v1/insights/${question}`);
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain('rows');
    }
  });

  it.each([
    ['devices?colour=red', 'colour'],
    ['devices?by=owner', 'by'],
    ['devices?from=2026-02-30', 'from'],
    ['devices?from=2026-11-23&to=2026-11-22', 'from'],
    ['devices?from=1926-11-22&to=2026-11-22', 'from'],
    ['devices?to=tomorrow', 'to'],
    ['devices?os=Windows', 'os'],
    ['signins?os=Windows&version=1', 'only one of'],
    ['signins?os=Windows&by=version', 'by'],
    ['signins?os=a&os=b', 'os'],
    ['usage?surface=watch', 'surface'],
    ['languages?version=1', 'version'],
    ['errors?os=Windows', 'os'],
    ['releases?version=1', 'against'],
    ['devices?format=xml', 'format'],
  ])('asked by %s is refused by name', async (query, name) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { message: string }).message).toContain(name);
  });

  it('is told of the last 28 days where no range is given', async () => {
    expect(await (await ask('signins?by=os')).json()).toMatchObject({
      from: '2026-10-26',
      to: '2026-11-22',
      k: 5,
    });
  });

  it('is had as CSV, by either way to ask, with nothing in it that a spreadsheet would run', async () => {
    const csv = await ask(`systems?${range}&format=csv`);
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(await csv.text()).toBe('day,value,rest,deviceDays,share\r\n,,true,8,1\r\n');
    const records = await fetch(`${service.url}/v1/records?category=census`, {
      headers: { accept: 'text/csv', authorization: await bearer() },
    });
    const [head, ...lines] = (await records.text()).split('\r\n');
    expect(head).toContain('fields');
    expect(lines.filter((line) => line).length).toBe(8);
  });
});

const bearer = async () => {
  const { readFileSync } = await import('node:fs');
  return `Bearer ${readFileSync(service.tokenFile, 'utf8').trim()}`;
};

test('the OpenAPI document describes every question by the schema that answers are held to', async () => {
  const document = (await (await fetch(`${service.url}/v1/openapi.json`)).json()) as {
    openapi: string;
    paths: Record<
      string,
      {
        get: {
          parameters: { name: string; in: string }[];
          responses: Record<string, { content: Record<string, { schema: unknown }> }>;
        };
      }
    >;
  };
  expect(document.openapi).toBe('3.1.0');
  const told = Object.entries(document.paths).filter(([path]) => !path.includes('/alerts'));
  expect(told.map(([path]) => path).sort()).toEqual(
    [...questionNames, 'errors/{group}'].map((name) => `/v1/insights/${name}`).sort(),
  );
  for (const [path, { get }] of told) {
    const name = path.slice('/v1/insights/'.length);
    const schema = name === 'errors/{group}' ? groupAnswer : answers[name as 'devices'];
    const { content } = get.responses['200']!;
    expect(content['application/json']!.schema).toEqual(jsonSchemaOf(schema));
    const names = get.parameters.filter((one) => one.in === 'query').map((one) => one.name);
    expect(names).toEqual(expect.arrayContaining(['from', 'to', 'surface', 'version', 'os', 'by']));
  }
});

describe('errors', () => {
  it('are told in groups, and of one with its network and reports, but no account', async () => {
    const rows = await rowsOf(`errors?${range}`);
    expect(rows.map(({ group, reports, people }) => [group, reports, people])).toEqual([
      ['signInFailure:503', 7, 7],
      ['crash:renderer/crash/SIGSEGV/chromium/0x472eee0', 1, 1],
    ]);
    const crash = encodeURIComponent(String(rows[1]!['group']));
    expect((await rowsOf(`errors/${crash}?${range}`))[0]).toMatchObject({ reports: 1 });
    const answer = groupAnswer.parse(await (await ask(`errors/signInFailure:503?${range}`)).json());
    expect(answer.rows[0]?.parts).toMatchObject({
      version: [{ value: '0.1.0', reports: 7 }],
      roundTrip: { reports: 7, median: 43, p95: 46 },
      jitter: null,
    });
    expect(answer.rows[0]?.parts?.reports.length).toBe(7);
    expect(JSON.stringify(answer)).not.toContain('userId');
    expect((await ask(`errors/nothing?${range}`)).status).toBe(404);
  });

  it('are others at once where somebody withdraws', async () => {
    await withdraw(service.url, ownerKey);
    const [first] = await rowsOf(`errors?${range}`);
    expect(first).toMatchObject({ reports: 6, people: 6, trend: [{ reports: 6 }] });
  });
});
