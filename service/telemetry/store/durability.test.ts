import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTexts } from '../../../contract/text/index.ts';
import { createService } from '../service.ts';
import { readAll, send, withdraw } from '../testing/client.ts';
import { bodyOf, createDraw, drawId, owner, ownerKey, recordLine } from '../testing/records.ts';
import { runService, runToEnd, type Running } from '../testing/run.ts';

const { t } = createTexts('en');

// Starting a process takes long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
const draw = createDraw(41);
const onPosix = test.skipIf(process.platform === 'win32');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-durability-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/**
 * Sends batches from several clients at once until the service is gone.
 * @returns the ids for which it gave receipts.
 */
async function loadUntilGone(url: string, onProgress: (ids: number) => void): Promise<string[]> {
  const promised: string[] = [];
  const client = async (): Promise<void> => {
    for (;;) {
      const lines = Array.from({ length: 5 }, () => recordLine('exception', drawId(draw)));
      try {
        const { receipts } = await send(url, bodyOf(...lines));
        promised.push(...receipts.map(({ id }) => id));
        onProgress(promised.length);
      } catch (error) {
        // Under load, some batches have to come later; otherwise the service is gone, which this test waits for.
        if (!String(error).includes('503')) return;
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return promised;
}

async function loadAndStop(running: Running, signal: NodeJS.Signals) {
  let stopped: Promise<number | null> | undefined;
  const promised = await loadUntilGone(running.url, (ids) => {
    if (ids >= 300) stopped ??= running.stop(signal);
  });
  return { promised, code: await stopped };
}

async function storedIds(dataFolder: string): Promise<Set<string>> {
  const service = await createService({ dataFolder, port: 0 });
  const records = await readAll(service);
  await service.close();
  return new Set(records.map(({ id }) => id));
}

test('every receipt given before kill -9 is kept', async () => {
  const { promised } = await loadAndStop(await runService(folder), 'SIGKILL');
  const stored = await storedIds(folder);
  expect(promised.length).toBeGreaterThanOrEqual(300);
  expect(promised.filter((id) => !stored.has(id))).toEqual([]);
});

test('a graceful stop under load loses nothing and ends with 0', async () => {
  const { promised, code } = await loadAndStop(await runService(folder), 'SIGTERM');
  const stored = await storedIds(folder);
  expect(code).toBe(0);
  expect(promised.filter((id) => !stored.has(id))).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.endsWith('-wal'))).toEqual([]);
});

onPosix('the data folder and all in it are their owner’s only', async () => {
  const dataFolder = join(folder, 'new', 'data');
  const service = await createService({ dataFolder, port: 0 });
  await send(service.url, bodyOf(recordLine('day', drawId(draw))));
  expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
  expect(readdirSync(dataFolder)).toContain('records.db-wal');
  for (const name of readdirSync(dataFolder))
    expect([name, statSync(join(dataFolder, name)).mode & 0o777]).toEqual([name, 0o600]);
  await service.close();
});

onPosix('a data folder that was opened to others is closed again, and this is told', async () => {
  const dataFolder = join(folder, 'data');
  await (await createService({ dataFolder, port: 0 })).close();
  chmodSync(dataFolder, 0o755);
  chmodSync(join(dataFolder, 'peppers.json'), 0o644);
  const logged: string[] = [];
  const service = await createService({ dataFolder, port: 0, log: (said) => logged.push(said(t)) });
  await service.close();
  expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataFolder, 'peppers.json')).mode & 0o777).toBe(0o600);
  expect(logged.join()).toContain('was open to others');
});

onPosix('a folder of other things that others read is not taken over', async () => {
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'letter.txt'), 'dear');
  await expect(createService({ dataFolder: folder, port: 0 })).rejects.toThrow('open to others');
  expect(statSync(folder).mode & 0o777).toBe(0o755);
});

test('a second service on the same folder is refused, and the first goes on', async () => {
  const first = await runService(folder);
  const second = await runToEnd('--port', '0', '--data', folder);
  expect(second.code).toBe(2);
  expect(second.stderr).toContain('another process uses the data folder');
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  await first.stop('SIGTERM');
});

test('a corrupted database is set aside, and the service starts with a new one', async () => {
  writeFileSync(join(folder, 'records.db'), 'this is no database '.repeat(500));
  const logged: string[] = [];
  const service = await createService({
    dataFolder: folder,
    port: 0,
    log: (said) => logged.push(said(t)),
  });
  await send(service.url, bodyOf(recordLine('day', drawId(draw))));
  expect(await readAll(service)).toHaveLength(1);
  await service.close();
  expect(readdirSync(folder).some((name) => name.startsWith('records.db.unreadable-'))).toBe(true);
  expect(logged.join()).toContain('set aside');
});

test('who withdrew stays withdrawn when the database is set aside', async () => {
  const first = await createService({ dataFolder: folder, port: 0 });
  await send(first.url, bodyOf(recordLine('exception', drawId(draw))));
  await withdraw(first.url, ownerKey);
  await first.close();
  writeFileSync(join(folder, 'records.db'), 'this is no database '.repeat(500));
  const service = await createService({ dataFolder: folder, port: 0 });
  const late = await send(service.url, bodyOf(recordLine('exception', drawId(draw))));
  expect(late.rejected[0]?.reason).toBe('owner: withdrawn');
  expect(await withdraw(service.url, ownerKey)).toMatchObject({ erased: 1 });
  await service.close();
});

test('an erasure that was cut off is finished by the next start', async () => {
  const first = await createService({ dataFolder: folder, port: 0 });
  await send(first.url, bodyOf(recordLine('exception', drawId(draw))));
  await first.close();
  const db = new DatabaseSync(join(folder, 'withdrawals.db'));
  db.prepare('INSERT INTO withdrawals VALUES (?, ?, 1)').run(owner, new Date().toISOString());
  db.close();
  expect(await storedIds(folder)).toEqual(new Set());
});

test('a damaged secret is told by its path, and nothing is overwritten', async () => {
  for (const name of ['peppers.json', 'signing-key.pem', 'analyst-token']) {
    const dataFolder = join(folder, name);
    await (await createService({ dataFolder, port: 0 })).close();
    writeFileSync(join(dataFolder, name), 'damaged');
    await expect(createService({ dataFolder, port: 0 })).rejects.toThrow(`${name} is damaged`);
  }
});

test('a client that never ends its request does not keep the service from stopping', async () => {
  const limits = { graceMs: 100 };
  const service = await createService({ dataFolder: folder, port: 0, limits });
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  const cutOff = once(socket, 'close');
  socket.on('error', () => undefined).resume();
  await once(socket, 'connect');
  socket.write('POST /v1/records HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n');
  socket.write('content-type: application/x-ndjson\r\n\r\nhalf');
  await fetch(`${service.url}/healthz`);
  await service.close();
  await cutOff;
});

test('a command line that makes no sense is told what to do, and ends with 2', async () => {
  const cases = [
    ['--port', 'x'],
    ['--port', '70000'],
    ['--port', '-1'],
    ['--requests-per-minute', '0'],
    ['--host', '0.0.0.0'],
    ['--data', ''],
    ['dance'],
    ['rotate-pepper', 'twice'],
    ['--forget-old'],
  ];
  // One by one: a busy machine would start a dozen of them too slowly.
  for (const args of cases) {
    const { code, stderr, stdout } = await runToEnd(...args);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage:');
    expect(stderr).not.toMatch(/\bat .*\.ts/);
    expect(stdout).toBe('');
  }
}, 180_000);

test('rotate-pepper makes a new pepper, and tells to stop a running service first', async () => {
  const running = await runService(folder);
  const refused = await runToEnd('rotate-pepper', '--data', folder);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('stop it first');
  await running.stop('SIGINT');
  const rotated = await runToEnd('rotate-pepper', '--data', folder, '--forget-old');
  expect(rotated.code).toBe(0);
  expect(rotated.stdout).toMatch(/the pepper [0-9a-f]{16} from now on/);
});
