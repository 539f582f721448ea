import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseCrashAnswer } from '../../../contract/envelope.ts';
import type { Limits } from '../limits.ts';
import { createService, type ServiceOptions } from '../service.ts';
import { post, readAll, receiptChecksOut, send, withdraw } from '../testing/client.ts';
import { crashLine, digestOf, dumpOf, postCrash, readAsAnalyst } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId, ownerKey, recordLine } from '../testing/records.ts';

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
  await send(url, bodyOf(record));
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
    const line = crashLine(newId(), dumpOf('never whole'));
    await send(service.url, bodyOf(line));
    const head = (name: string) =>
      `--x\r\ncontent-disposition: form-data; name="${name}"; filename="d"\r\n\r\n`;
    upload.write(`${head('record')}${line}\r\n${head('dump')}MDMP`);
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

  it('is kept for its time and no longer, as its record is', async () => {
    const folder = folderOf();
    const dump = dumpOf('old');
    const day = (date: string) => () => new Date(`2026-${date}T12:00:00.000Z`);
    const first = await start({ folder, clock: day('01-01') });
    await accept(first.url, crashLine(newId(), dump), dump);
    await first.close();
    const before = await start({ folder, clock: day('03-31') });
    expect(before.files()).toHaveLength(1);
    expect(await readAll(before)).toHaveLength(1);
    await before.close();
    const after = await start({ folder, clock: day('04-02') });
    expect(after.files()).toEqual([]);
    expect(await readAll(after)).toEqual([]);
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
    const sent = parts();
    if (sent.record !== undefined) await post(service.url, bodyOf(sent.record));
    const before = await readAll(service);
    const answer = await postCrash(service.url, sent);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { message: string }).message.length).toBeGreaterThan(10);
    expect(service.files()).toEqual([]);
    expect(await readAll(service)).toEqual(before);
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

describe('a dump of a record without a receipt', () => {
  it('comes later: nothing of it is kept until its record is stored', async () => {
    const service = await start();
    const dump = dumpOf('first');
    const line = crashLine(newId(), dump);
    const early = await postCrash(service.url, { record: line, dump });
    expect([early.status, early.headers.get('retry-after')]).toEqual([409, '60']);
    expect([service.files(), await readAll(service)]).toEqual([[], []]);
    await send(service.url, bodyOf(line));
    expect((await postCrash(service.url, { record: line, dump })).status).toBe(200);
  });

  it('under the id of another record, or of another kind, is none', async () => {
    const service = await start();
    const dump = dumpOf('stolen');
    const id = newId();
    await send(service.url, bodyOf(crashLine(id, dump)));
    const other = crashLine(id, dump, { crashReason: 'killed' });
    expect((await postCrash(service.url, { record: other, dump })).status).toBe(409);
    expect(service.files()).toEqual([]);
  });
});

describe('dumps have quotas', () => {
  const quota = (dumps: number, bytes = 1e9) => ({ dumps, bytes });
  const sendFrom = async (url: string, owner: string, text = newId()) => {
    const dump = dumpOf(text, 1000);
    const line = crashLine(newId(), dump).replace(/"owner":"\w+"/, `"owner":"${owner.repeat(64)}"`);
    await send(url, bodyOf(line));
    return postCrash(url, { record: line, dump });
  };
  const metric = async (url: string, name: string) => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return text.split('\n').find((line) => line.startsWith(`${name} `));
  };

  it.each<[string, Partial<Limits>, string, number]>([
    ['an owner’s number', { dumpsPerOwner: quota(2) }, 'owner', 429],
    ['an owner’s bytes', { dumpsPerOwner: quota(9, 2500) }, 'owner', 429],
    ['a day’s number', { dumpsPerDay: quota(2) }, 'all', 503],
    ['a day’s bytes', { dumpsPerDay: quota(9, 2500) }, 'all', 503],
    ['all that are kept', { dumpsKept: quota(2) }, 'all', 503],
    ['an address’s number', { dumpsPerAddress: quota(2) }, 'address', 429],
  ])('of %s: the next comes later, its record is stored', async (_name, limits, whose, status) => {
    const service = await start({ limits });
    for (const expected of [200, 200, status]) {
      const answer = await sendFrom(service.url, 'a');
      expect(answer.status).toBe(expected);
      if (expected !== 200) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(service.files()).toHaveLength(2);
    expect(await readAll(service)).toHaveLength(3);
    expect(await metric(service.url, 'candor_dumps')).toBe('candor_dumps 2');
    const refused = `candor_dumps_refused_total{quota="${whose}"}`;
    expect(await metric(service.url, refused)).toBe(`${refused} 1`);
  });

  it('that other owners, who are made up, get no one round', async () => {
    const service = await start({ limits: { dumpsPerAddress: quota(3) } });
    const statuses: number[] = [];
    for (const owner of ['a', 'b', 'c', 'd', 'e'])
      statuses.push((await sendFrom(service.url, owner)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  it('that hold for those which arrive together, and are given back by what was refused', async () => {
    const service = await start({ limits: { dumpsPerOwner: quota(3) } });
    const bad = dumpOf('bad');
    const line = crashLine(newId(), bad);
    await send(service.url, bodyOf(line));
    for (let time = 0; time < 5; time++)
      expect((await postCrash(service.url, { record: line, dump: dumpOf('evil') })).status).toBe(
        400,
      );
    const crashes = Array.from({ length: 8 }, (_, index) => {
      const dump = dumpOf(`together ${index}`, 1000);
      return { record: crashLine(newId(), dump), dump };
    });
    await send(service.url, bodyOf(...crashes.map(({ record }) => record)));
    const together = crashes.map((crash) => postCrash(service.url, crash));
    const statuses = (await Promise.all(together)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 200, 200, 429, 429, 429, 429, 429]);
    expect(service.files()).toHaveLength(3);
  });

  it('that are new the next day, and outlast a restart', async () => {
    const folder = folderOf();
    let day = '01';
    const clock = () => new Date(`2026-11-${day}T12:00:00.000Z`);
    const limits = { dumpsPerOwner: quota(1) };
    const first = await start({ folder, limits, clock });
    expect((await sendFrom(first.url, 'a')).status).toBe(200);
    await first.close();
    const second = await start({ folder, limits, clock });
    const late = await sendFrom(second.url, 'a');
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '43200']);
    day = '02';
    expect((await sendFrom(second.url, 'a')).status).toBe(200);
  });
});

describe('a form that can’t be read is refused in words', () => {
  const dump = dumpOf('form', 200);
  const line = crashLine('018f0000-0000-7000-8000-000000000001', dump);
  const part = (name: string, content: string, more = '') =>
    `--x\r\ncontent-disposition: form-data; name="${name}"; filename="f"\r\n${more}\r\n${content}\r\n`;
  const whole = part('record', line) + part('dump', dump.toString('latin1'));
  const type = 'multipart/form-data; boundary=x';

  it.each<[string, string, string]>([
    ['no boundary', 'multipart/form-data', `${whole}--x--`],
    ['an empty boundary', 'multipart/form-data; boundary=', `${whole}--x--`],
    ['an empty quoted boundary', 'multipart/form-data; boundary=""', `${whole}--x--`],
    ['another boundary', 'multipart/form-data; boundary=y', `${whole}--x--`],
    ['a boundary of 300 letters', `multipart/form-data; boundary=${'y'.repeat(300)}`, whole],
    ['no end', type, whole],
    ['an end within a part', type, whole.slice(0, -50)],
    ['an end within a part’s header', type, whole.slice(0, 30)],
    ['no parts', type, '--x--\r\n'],
    ['nothing', type, ''],
    ['garbage', type, 'garbage'],
    ['the record twice', type, `${part('record', line)}${whole}--x--`],
    ['the dump twice', type, `${whole}${part('dump', dump.toString('latin1'))}--x--`],
    ['the dump first', type, `${part('dump', 'MDMP')}${part('record', line)}--x--`],
    ['a header of 100 KB', type, `${part('record', line, `x: ${'y'.repeat(100_000)}\r\n`)}--x--`],
    ['a thousand headers', type, `${part('record', line, 'x: y\r\n'.repeat(1000))}--x--`],
    ['a hundred parts', type, `${part('other', 'x').repeat(100)}--x--`],
    ['parts without a name', type, '--x\r\ncontent-disposition: form-data\r\n\r\nx\r\n--x--'],
    ['a part named as every object’s', type, `${part('__proto__', 'x')}--x--`],
    ['a header that is none', type, '--x\r\n: : :\r\n\r\nx\r\n--x--'],
  ])('with %s', async (_name, contentType, body) => {
    const service = await start();
    await send(service.url, bodyOf(line));
    const answer = await fetch(`${service.url}/v1/crashes`, {
      method: 'POST',
      body: Buffer.from(body, 'latin1'),
      headers: { 'content-type': contentType },
    });
    expect(answer.status).toBe(400);
    const { message } = (await answer.json()) as { message: string };
    expect(message.length).toBeGreaterThan(20);
    expect(service.files()).toEqual([]);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).not.toContain('status="500"');
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
