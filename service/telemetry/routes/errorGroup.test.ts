import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupAnswer } from '../../../contract/insights/answers.ts';
import { createService, type Service } from '../service.ts';
import { send } from '../testing/client.ts';
import { crashLine, digestOf, dumpOf, postCrash, readAsAnalyst } from '../testing/crashes.ts';
import { createDraw, drawId, headerLine, recordLine } from '../testing/records.ts';

const draw = createDraw(20261130);
const dump = dumpOf('memory', 2000);
const crash = 'crash:renderer/crash/SIGSEGV/chromium/0x472eee0';

let folder: string;
let service: Service;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-group-'));
  const clock = () => new Date('2026-11-22T23:30:00.000Z');
  service = await createService({ dataFolder: join(folder, 'data'), port: 0, clock });
  const line = crashLine(drawId(draw), dump);
  const older = headerLine.replace('0.1.0', '0.0.9');
  const failures = ['callFailure', 'callFailure'] as const;
  const calls = failures.map((name) => recordLine(name, drawId(draw)));
  await send(service.url, `${headerLine}\n${[line, ...calls.slice(0, 1)].join('\n')}\n`);
  await send(service.url, `${older}\n${calls.slice(1).join('\n')}\n`);
  expect((await postCrash(service.url, { record: line, dump })).status).toBe(200);
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

async function partsOf(group: string, query = '') {
  const range = `from=2026-11-01&to=2026-11-22${query}`;
  const path = `/v1/insights/errors/${encodeURIComponent(group)}?${range}`;
  const answer = groupAnswer.parse(await (await readAsAnalyst(service, path)).json());
  return answer.rows[0]!.parts!;
}
const callGroup = async () => {
  const answer = await readAsAnalyst(service, '/v1/insights/errors?from=2026-11-01&to=2026-11-22');
  const { rows } = (await answer.json()) as { rows: { group: string }[] };
  return rows.find(({ group }) => group.startsWith('callFailure'))!.group;
};

describe('a group of errors, for engineers', () => {
  it('tells which memory dumps are kept of its crashes, which are read by their digests', async () => {
    const { dumps } = await partsOf(crash);
    expect(dumps).toEqual([
      {
        digest: digestOf(dump),
        bytes: dump.length,
        at: '2026-11-22T09:00:00.000Z',
        version: '0.1.0',
      },
    ]);
    const read = await readAsAnalyst(service, `/v1/crashes/${dumps[0]!.digest}`);
    expect(Buffer.from(await read.arrayBuffer()).equals(dump)).toBe(true);
    expect((await partsOf(await callGroup())).dumps).toEqual([]);
  });

  it('has reports with neither account nor conversation, by which they could be joined', async () => {
    const { reports } = await partsOf(await callGroup());
    expect(reports).toHaveLength(2);
    for (const { fields } of reports) {
      expect(fields).toHaveProperty('conversationState');
      expect(fields).not.toHaveProperty('conversationThreadId');
      expect(fields).not.toHaveProperty('userId');
    }
  });

  it('is narrowed down in all its parts, not in its numbers alone', async () => {
    const { version, reports } = await partsOf(await callGroup(), '&version=0.0.9');
    expect(version).toEqual([{ value: '0.0.9', reports: 1 }]);
    expect(reports.map((one) => one.version)).toEqual(['0.0.9']);
  });
});
