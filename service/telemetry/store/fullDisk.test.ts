import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mountSmallDisk, type SmallDisk } from '../../../contract/testing/smallDisk.testkit.ts';
import { createService, type Service } from '../service.ts';
import { post, readAll, readPage, send, withdraw } from '../testing/client.ts';
import { readAsAnalyst } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId, ownerKey, recordLine } from '../testing/records.ts';

const draw = createDraw(28);
const reserveBytes = 2 * 1024 * 1024;
const marked = (mark: string, others: { owner?: string } = {}): string =>
  recordLine('exception', drawId(draw), { ...others, fields: { errorLog: mark.repeat(800) } });

let disk: SmallDisk;
let service: Service;

const start = async () => {
  const dataFolder = join(disk.path, 'data');
  service = await createService({ dataFolder, port: 0, limits: { reserveBytes } });
};

const health = async (): Promise<number> => (await fetch(`${service.url}/healthz`)).status;

beforeEach(({ skip }) => {
  const mounted = mountSmallDisk();
  if (mounted === undefined) skip('only root can mount a small disk');
  else disk = mounted;
});

afterEach(async () => {
  try {
    await service.close();
  } finally {
    disk.unmount();
  }
});

test('on a full disk health tells it, what is stored is read and erased, and all goes on once there is room', async () => {
  await start();
  for (let round = 0; round < 4; round++)
    await send(service.url, bodyOf(...Array.from({ length: 25 }, () => marked('trace77a1 '))));
  const day = recordLine('day', drawId(draw));
  await send(service.url, bodyOf(marked('other ', { owner: 'a'.repeat(64) }), day));
  expect(await health()).toBe(200);
  disk.fill();
  let refused = 0;
  for (let round = 0; round < 400 && refused !== 503; round++)
    refused = (await post(service.url, bodyOf(marked('late ', { owner: 'a'.repeat(64) })))).status;
  expect(refused).toBe(503);
  disk.fill();
  expect(await health()).toBe(503);

  expect(await withdraw(service.url, ownerKey)).toMatchObject({ erased: 100 });
  const files = readdirSync(join(disk.path, 'data'))
    .filter((name) => !name.endsWith('.sock'))
    .map((name) => join(disk.path, 'data', name));
  expect(files.filter((file) => readFileSync(file, 'latin1').includes('trace77a1'))).toEqual([]);
  expect(statSync(join(disk.path, 'data', 'reserve')).size).toBe(reserveBytes);

  await service.close();
  // An interrupted erasure, which the full disk keeps from being finished.
  const withdrawals = new DatabaseSync(join(disk.path, 'data', 'withdrawals.db'));
  withdrawals
    .prepare('INSERT INTO withdrawals VALUES (?, ?, 1)')
    .run('a'.repeat(64), '2026-11-22T10:00:00.000Z');
  withdrawals.close();
  disk.fill();
  await start();
  expect((await readPage(service, 'category=usage')).records).toHaveLength(1);
  // Whoever reads an error record is logged first, and there is no room for that.
  expect((await readAsAnalyst(service, '/v1/records?category=error')).status).toBe(503);
  expect(await health()).toBe(503);

  disk.makeRoom();
  expect(await health()).toBe(200);
  const kept = await readAll(service);
  expect(kept.length).toBeGreaterThan(1);
  await send(service.url, bodyOf(recordLine('day', drawId(draw))));
  expect(await readAll(service)).toHaveLength(kept.length + 1);
});
