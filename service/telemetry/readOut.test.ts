import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createService, type Service } from './service.ts';
import { readPage, send, withdraw, type ReadRecord } from './testing/client.ts';
import { readAsAnalyst } from './testing/crashes.ts';
import { bodyOf, createDraw, drawId, owner, ownerKey, recordLine } from './testing/records.ts';

const draw = createDraw(20261130);
const days = ['2026-11-27', '2026-11-28', '2026-11-29'];
const [crashed, census] = [drawId(draw), drawId(draw)];

let folder: string;
let service: Service;
let now = '2026-11-27T00:00:00.000Z';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-read-'));
  const clock = () => new Date(now);
  service = await createService({ dataFolder: join(folder, 'data'), port: 0, clock });
  for (const [index, day] of days.entries()) {
    now = `${day}T23:30:00.000Z`;
    const at = { at: now };
    const lines = [
      recordLine('crash', index === 1 ? crashed : drawId(draw), {
        ...at,
        fields: { moduleOffset: `0x${index}` },
      }),
      recordLine('snapshot', index === 1 ? census : drawId(draw), at),
    ];
    expect((await send(service.url, bodyOf(...lines))).rejected).toEqual([]);
  }
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const daysOf = ({ records }: { readonly records: readonly ReadRecord[] }) => [
  ...new Set(records.map(({ receivedAt }) => receivedAt.slice(0, 10))),
];

describe('a page of the read-out', () => {
  it.each([
    ['since=2026-11-28', days.slice(1)],
    ['until=2026-11-28', days.slice(0, 2)],
    ['since=2026-11-28&until=2026-11-28', ['2026-11-28']],
    ['since=2026-11-28T22:00:00Z&until=2026-11-28T01:00:00Z', ['2026-11-28']],
    ['since=2026-11-29&until=2026-11-27', []],
  ])('by %s holds whole days, the last included', async (query, found) => {
    expect(daysOf(await readPage(service, query))).toEqual(found);
    const crashes = await readAsAnalyst(service, `/v1/crashes?${query}`);
    const { groups } = (await crashes.json()) as { groups: { firstAt: string }[] };
    expect(groups.map(({ firstAt }) => firstAt.slice(0, 10)).sort()).toEqual(found);
  });

  it('goes on to its last day by next', async () => {
    const found: ReadRecord[] = [];
    let query = 'until=2026-11-28&limit=1';
    while (query) {
      const page = await readPage(service, query);
      found.push(...page.records);
      query = page.next === undefined ? '' : `until=2026-11-28&limit=1&since=${page.next}`;
    }
    expect(found.length).toBe(4);
    expect(daysOf({ records: found })).toEqual(days.slice(0, 2));
  });

  it.each(['since=2026-02-30', 'until=2026-13-01', 'until=yesterday', 'since=28.11.2026'])(
    'is refused for %s, with what it takes',
    async (query) => {
      for (const path of ['records', 'crashes']) {
        const answer = await readAsAnalyst(service, `/v1/${path}?${query}`);
        expect(answer.status).toBe(400);
        expect(await answer.text()).toContain('a date such as 2026-11-29');
      }
    },
  );
});

describe('a report', () => {
  const find = (id: string) => readAsAnalyst(service, `/v1/records/${id}`);

  it.each([
    ['its number', crashed],
    ['its number in capitals', crashed.toUpperCase()],
    ['its number with a blank', `%20${crashed}%0A`],
  ])('is found by %s', async (_, id) => {
    const answer = await find(id);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: crashed, category: 'error', name: 'crash' });
  });

  it('is not found by a number that there is not, nor census by the id that its sender knows', async () => {
    for (const id of [drawId(draw), 'x', '%00', "'", 'a'.repeat(90), census])
      expect([id, (await find(id)).status]).toEqual([id, 404]);
    // A census row is read out under a hash of its id, and found only by that.
    const { records } = await readPage(service, 'category=census');
    const answer = await find(records[0]!.id);
    expect(await answer.json()).toEqual(records[0]);
  });

  it('is shown to nobody without the token', async () => {
    for (const authorization of ['', 'Bearer x']) {
      const answer = await fetch(`${service.url}/v1/records/${crashed}`, {
        headers: { authorization },
      });
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain('crash');
    }
  });

  it('that was erased is not found any more', async () => {
    const id = drawId(draw);
    await send(service.url, bodyOf(recordLine('problem', id, { owner, at: now })));
    expect((await find(id)).status).toBe(200);
    await withdraw(service.url, ownerKey);
    expect((await find(id)).status).toBe(404);
  });
});
