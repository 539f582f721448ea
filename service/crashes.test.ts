import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseCrashAnswer } from '../contract/envelope.ts';
import type { Limits } from './limits.ts';
import { createService, type ServiceOptions } from './service.ts';
import { readAll, receiptChecksOut, send, withdraw } from './testing/client.ts';
import { crashLine, digestOf, dumpOf, postCrash, readAsAnalyst } from './testing/crashes.ts';
import { bodyOf, createDraw, drawId, ownerKey, recordLine } from './testing/records.ts';

const draw = createDraw(7);
const newId = () => drawId(draw);

function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'candor-crashes-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function start(
  options: { folder?: string; limits?: Partial<Limits>; clock?: ServiceOptions['clock'] } = {},
) {
  const { folder = folderOf(), limits = {}, clock } = options;
  const service = await createService({
    dataFolder: folder,
    port: 0,
    limits,
    ...(clock ? { clock } : {}),
  });
  let close = () => {
    close = () => Promise.resolve();
    return service.close();
  };
  onTestFinished(() => close());
  const files = () => {
    const dumps = join(folder, 'dumps');
    return existsSync(dumps) ? readdirSync(dumps) : [];
  };
  const groups = async (query = '') => {
    const answer = await readAsAnalyst(service, `/v1/crashes${query}`);
    return ((await answer.json()) as { groups: Record<string, unknown>[] }).groups;
  };
  return { ...service, close: () => close(), folder, files, groups };
}

async function accept(url: string, record: string, dump: Uint8Array) {
  const response = await postCrash(url, { record, dump });
  const answer = parseCrashAnswer(await response.text());
  if (!answer.ok) throw new Error(`${response.status}: ${answer.problem}`);
  return answer.value;
}

describe('a crash’s dump', () => {
  it('is stored byte for byte under its digest, for its owner alone, and receipted with its record', async () => {
    const service = await start();
    const dump = Buffer.concat([Buffer.from('MDMP'), randomBytes(3_000_000)]);
    const line = crashLine(newId(), dump);
    const { receipt, dump: stored } = await accept(service.url, line, dump);
    expect(stored).toEqual({ digest: digestOf(dump), bytes: dump.length });
    expect(receipt.digest).toBe(digestOf(line));
    expect(await receiptChecksOut(service.url, receipt)).toBe(true);
    const file = join(service.folder, 'dumps', `${digestOf(dump)}.dmp`);
    expect(readFileSync(file).equals(dump)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(service.folder, 'dumps')).mode & 0o777).toBe(0o700);
    const read = await readAsAnalyst(service, `/v1/crashes/${digestOf(dump)}`);
    expect(Buffer.from(await read.arrayBuffer()).equals(dump)).toBe(true);
    expect((await fetch(`${service.url}/v1/crashes`)).status).toBe(401);
    expect((await fetch(`${service.url}/v1/crashes/${digestOf(dump)}`)).status).toBe(401);
  });

  it('that comes again, or after its record, changes nothing and gets the same receipt', async () => {
    const service = await start();
    const dump = dumpOf('again');
    const line = crashLine(newId(), dump);
    const { receipts } = await send(service.url, bodyOf(line));
    const first = await accept(service.url, line, dump);
    const second = await accept(service.url, line, dump);
    expect(first.receipt).toEqual(receipts[0]);
    expect(second).toEqual(first);
    expect(service.files()).toHaveLength(1);
    expect(await readAll(service)).toHaveLength(1);
  });

  it('is on its way to the disk while it arrives, and gone when it does not arrive whole', async () => {
    const service = await start();
    const upload = request(`${service.url}/v1/crashes`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    upload.on('error', () => undefined);
    const head = 'content-disposition: form-data; name="dump"; filename="d"';
    upload.write(`--x\r\n${head}\r\n\r\nMDMP`);
    upload.write(Buffer.alloc(2_000_000));
    const sizes = () =>
      service.files().map((name) => statSync(join(service.folder, 'dumps', name)).size);
    await vi.waitUntil(() => (sizes()[0] ?? 0) > 1_000_000, { timeout: 10_000 });
    upload.destroy();
    await vi.waitUntil(() => service.files().length === 0, { timeout: 10_000 });
  });

  it('goes with its owner’s withdrawal, down to the file, and is not taken afterwards', async () => {
    const service = await start();
    const dump = dumpOf('CANARY');
    await accept(service.url, crashLine(newId(), dump), dump);
    await withdraw(service.url, ownerKey);
    expect(service.files()).toEqual([]);
    expect(await service.groups()).toEqual([]);
    const late = await postCrash(service.url, { record: crashLine(newId(), dump), dump });
    expect(late.status).toBe(422);
    expect(service.files()).toEqual([]);
  });

  it('that two crashes share stays while one of them is there', async () => {
    const service = await start();
    const dump = dumpOf('shared');
    const other = crashLine(newId(), dump).replace(/"owner":"\w+"/, `"owner":"${'a'.repeat(64)}"`);
    await accept(service.url, crashLine(newId(), dump), dump);
    await accept(service.url, other, dump);
    await withdraw(service.url, ownerKey);
    expect(service.files()).toEqual([`${digestOf(dump)}.dmp`]);
  });

  it('is kept for its time and no longer; its record stays', async () => {
    const folder = folderOf();
    const dump = dumpOf('old');
    const day = (date: string) => () => new Date(`2026-${date}T12:00:00.000Z`);
    const first = await start({ folder, clock: day('01-01') });
    await accept(first.url, crashLine(newId(), dump), dump);
    await first.close();
    const before = await start({ folder, clock: day('03-31') });
    expect(before.files()).toHaveLength(1);
    await before.close();
    const after = await start({ folder, clock: day('04-02') });
    expect(after.files()).toEqual([]);
    expect(await readAll(after)).toHaveLength(1);
    expect((await readAsAnalyst(after, `/v1/crashes/${digestOf(dump)}`)).status).toBe(404);
  });
});

describe('what is no crash', () => {
  const dump = dumpOf('good');
  const good = () => crashLine(newId(), dump);
  const notADump = Buffer.from('MZ, which is a program');
  it.each<[string, () => Parameters<typeof postCrash>[1], number]>([
    [
      'a file of another kind',
      () => ({ record: crashLine(newId(), notADump), dump: notADump }),
      400,
    ],
    ['an empty dump', () => ({ record: good(), dump: Buffer.alloc(0) }), 400],
    ['the beginning of the magic alone', () => ({ record: good(), dump: Buffer.from('MD') }), 400],
    ['a dump other than the record’s', () => ({ record: good(), dump: dumpOf('evil') }), 400],
    ['a record that names no dump', () => ({ record: recordLine('crash', newId()), dump }), 400],
    ['another record', () => ({ record: recordLine('exception', newId()), dump }), 400],
    [
      'a record outside the catalogue',
      () => ({ record: crashLine(newId(), dump, { x: 1 }), dump }),
      400,
    ],
    ['no record', () => ({ dump }), 400],
    ['no dump', () => ({ record: good() }), 400],
    ['garbage for a record', () => ({ record: '{', dump }), 400],
    ['a record that is too long', () => ({ record: ' '.repeat(200_000) + good(), dump }), 400],
    ['a dump that is too large', () => ({ record: good(), dump: dumpOf('huge', 300_000) }), 413],
  ])('is refused where it is %s, and leaves nothing', async (_name, parts, status) => {
    const service = await start({ limits: { dumpBytes: 200_000 } });
    const answer = await postCrash(service.url, parts());
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { message: string }).message.length).toBeGreaterThan(10);
    expect(service.files()).toEqual([]);
    expect(await readAll(service)).toEqual([]);
  });

  it('is refused where it is no form, or one that is cut off', async () => {
    const service = await start();
    const plain = await fetch(`${service.url}/v1/crashes`, { method: 'POST', body: 'MDMP' });
    expect(plain.status).toBe(415);
    const cut = request(`${service.url}/v1/crashes`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    cut.end('--x\r\ncontent-disposition: form-data; name="dump"; filename="d"\r\n\r\nMDMP');
    const [answer] = (await once(cut, 'response')) as [{ statusCode: number }];
    expect(answer.statusCode).toBe(400);
    expect(service.files()).toEqual([]);
  });
});

it('groups crashes by process, exception and place, those without a dump among them', async () => {
  const service = await start();
  const dumps = [dumpOf('one'), dumpOf('two')];
  for (const dump of dumps) await accept(service.url, crashLine(newId(), dump), dump);
  const gpu = { processType: 'gpu', moduleOffset: '0x1' };
  await send(
    service.url,
    bodyOf(
      recordLine('crash', newId()),
      recordLine('crash', newId(), { fields: gpu }),
      recordLine('exception', newId()),
    ),
  );
  const place = { incident: 'crash', exception: 'SIGSEGV', module: 'chromium' };
  const groups = await service.groups();
  expect(groups).toMatchObject([
    { ...place, process: 'renderer', offset: '0x472eee0', crashes: 3 },
    { ...place, process: 'gpu', offset: '0x1', crashes: 1, dumps: [] },
  ]);
  expect(groups[0]?.['dumps']).toEqual(dumps.map(digestOf).sort());
  expect(groups[0]?.['firstAt']).toBe('2026-11-22T09:00:00.000Z');
  expect(await service.groups('?limit=1')).toHaveLength(1);
  expect(await service.groups('?since=2999-01-01T00:00:00.000Z')).toEqual([]);
  expect((await readAsAnalyst(service, '/v1/crashes?limit=0')).status).toBe(400);
});
