import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createService } from '../service.ts';
import { readAll, send, withdraw } from '../testing/client.ts';
import { crashLine, digestOf, dumpOf, postCrash, readAsAnalyst } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId, owner, ownerKey, recordLine } from '../testing/records.ts';
import { runService, runToEnd, type Running } from '../testing/run.ts';

// Starting processes takes long on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const draw = createDraw(118);
const other = 'a'.repeat(64);
let folder: string;
let running: Running | undefined;
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-backup-'));
});
afterEach(async () => {
  await running?.stop('SIGKILL');
  running = undefined;
  rmSync(folder, { recursive: true });
});

async function start(data = 'data'): Promise<Running> {
  running = await runService(at(data), '--erasures', at('erasures.jsonl'));
  return running;
}
/** The service and its data are gone, as if a disk had failed. */
async function destroy(): Promise<void> {
  await running?.stop('SIGKILL');
  running = undefined;
  rmSync(at('data'), { recursive: true });
}
const backUp = (file = 'backup') => runToEnd('backup', at(file), '--data', at('data'));
const restore = (...more: string[]) =>
  runToEnd('restore', at('backup'), '--data', at('back'), ...more);
const withErasures = () => restore('--erasures', at('erasures.jsonl'));

const error = (whose: string, fields: object = {}) =>
  recordLine('exception', drawId(draw), { owner: whose, fields });
const everythingIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Sends from several clients until stopped; collects the IDs that were confirmed by receipts. */
function load(url: string) {
  const promised: string[] = [];
  let isOver = false;
  const client = async () => {
    while (!isOver) {
      const lines = Array.from({ length: 10 }, () => error(other));
      try {
        promised.push(...(await send(url, bodyOf(...lines))).receipts.map(({ id }) => id));
      } catch (problem) {
        if (!/503|429/.test(String(problem))) return;
      }
    }
  };
  const clients = Promise.all(Array.from({ length: 4 }, client));
  return {
    promised,
    stop: async () => {
      isOver = true;
      await clients;
    },
  };
}

describe('a back-up of a service that runs', () => {
  test('under load holds every record that had its receipt, when the original is destroyed', async () => {
    const { url } = await start();
    const loading = load(url);
    await vi.waitFor(
      () => {
        expect(loading.promised.length).toBeGreaterThan(500);
      },
      { timeout: 60_000 },
    );
    const before = [...loading.promised];
    const made = await backUp();
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(loading.promised.length).toBeGreaterThan(before.length);
    await destroy();
    await loading.stop();

    expect((await runToEnd('verify', at('backup'))).code).toBe(0);
    expect((await withErasures()).stderr).toBe('');
    const kept = new Set((await readAll(await start('back'))).map(({ id }) => id));
    expect(before.filter((id) => !kept.has(id))).toEqual([]);
  });

  test('holds the keys, dumps, source maps, the log of who read what and the setting, for their owner alone', async () => {
    const { url, tokenFile } = await start();
    const dump = dumpOf('dump of a crash');
    const record = crashLine(drawId(draw), dump);
    await send(url, bodyOf(record));
    expect((await postCrash(url, { record, dump })).status).toBe(200);
    mkdirSync(at('data/source-maps/1.0.0'), { recursive: true });
    writeFileSync(at('data/source-maps/1.0.0/index.js.map'), '{}');
    const path = `/v1/crashes/${digestOf(dump)}`;
    expect((await readAsAnalyst({ url, tokenFile }, path)).status).toBe(200);
    const keys = await (await fetch(`${url}/v1/keys`)).text();
    const token = readFileSync(tokenFile, 'utf8');
    expect((await backUp()).code).toBe(0);
    expect(statSync(at('backup')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual(['backup', 'data', 'erasures.jsonl']);
    await destroy();

    expect((await withErasures()).code).toBe(0);
    for (const file of everythingIn(at('back'))) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await runToEnd('access-log', 'verify', '--data', at('back'))).code).toBe(0);
    const again = await start('back');
    expect(await (await fetch(`${again.url}/v1/keys`)).text()).toBe(keys);
    expect(readFileSync(again.tokenFile, 'utf8')).toBe(token);
    const read = await readAsAnalyst(again, path);
    expect(digestOf(new Uint8Array(await read.arrayBuffer()))).toBe(digestOf(dump));
    expect(readFileSync(at('back/source-maps/1.0.0/index.js.map'), 'utf8')).toBe('{}');
  });

  /** Asks as `backup` does; the files stay unchanged until the connection ends. */
  async function hold() {
    const socket = connect(at('data/backup.sock')).setEncoding('utf8');
    socket.on('error', () => undefined);
    expect(await once(socket, 'data')).toEqual(['held\n']);
    return socket;
  }

  test('that is cut off keeps nobody from the next one', async () => {
    const { url } = await start();
    await send(url, bodyOf(error(owner)));
    const socket = await hold();
    const busy = await backUp();
    expect([busy.code, busy.stderr]).toEqual([2, expect.stringContaining('another back-up')]);
    socket.destroy();
    await vi.waitFor(
      async () => {
        expect((await backUp()).code).toBe(0);
      },
      { timeout: 60_000 },
    );
  });

  test('finds the databases’ files as they were, until somebody’s rows have to leave them', async () => {
    const { url } = await start();
    await send(url, bodyOf(error(owner, { errorLog: 'marker4711 ' })));
    const socket = await hold();
    const before = readFileSync(at('data/records.db'));
    expect(before.includes('marker4711')).toBe(true);
    for (let round = 0; round < 100; round += 1)
      await send(url, bodyOf(...Array.from({ length: 25 }, () => error(other))));
    expect(readFileSync(at('data/records.db')).equals(before)).toBe(true);
    const gone = once(socket, 'close');
    await withdraw(url, ownerKey);
    await gone;
    expect(
      everythingIn(at('data')).filter((file) => readFileSync(file).includes('marker4711')),
    ).toEqual([]);
  });

  test('and of one that is stopped are alike', async () => {
    const { url, stop } = await start();
    await send(url, bodyOf(error(owner)));
    await stop('SIGTERM');
    expect((await backUp()).code).toBe(0);
    expect((await withErasures()).code).toBe(0);
    expect(await readAll(await start('back'))).toHaveLength(1);
  });
});

describe('what was erased after a back-up was made', () => {
  test('does not come back: neither records nor dumps of who withdrew, nor what they send again', async () => {
    const { url } = await start();
    const dump = dumpOf('marker4711 ');
    const record = crashLine(drawId(draw), dump, { errorLog: 'marker4711 ' });
    await send(url, bodyOf(record, error(owner, { errorLog: 'marker4711 ' }), error(other)));
    expect((await postCrash(url, { record, dump })).status).toBe(200);
    expect((await backUp()).code).toBe(0);
    const first = await withdraw(url, ownerKey);
    expect(first.erased).toBe(2);
    await destroy();

    const restored = await withErasures();
    expect([restored.code, restored.stdout]).toEqual([0, expect.stringContaining('erased: 2')]);
    for (const file of everythingIn(at('back')))
      expect([file, readFileSync(file, 'latin1').includes('marker4711')]).toEqual([file, false]);
    const again = await start('back');
    expect(await readAll(again)).toHaveLength(1);
    expect((await send(again.url, bodyOf(error(owner)))).rejected).toHaveLength(1);
    expect(await withdraw(again.url, ownerKey)).toMatchObject({ erased: 2, at: first.at });
  });

  test('does not come back of an account, whose later records stay in a later back-up', async () => {
    const { url, tokenFile } = await start();
    const alice = { userId: 'alice@contoso.com' };
    await send(url, bodyOf(error(owner, alice), error(owner, { userId: 'bob@contoso.com' })));
    expect((await backUp('early')).code).toBe(0);
    const authorization = `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`;
    const person = `${url}/v1/persons/alice@contoso.com`;
    const erased = await fetch(person, { method: 'DELETE', headers: { authorization } });
    expect(erased.status).toBe(200);
    await send(url, bodyOf(error(owner, alice)));
    expect((await backUp('late')).code).toBe(0);
    await destroy();

    const journal = ['--erasures', at('erasures.jsonl')];
    await runToEnd('restore', at('early'), '--data', at('back'), ...journal);
    expect(await readAll(await start('back'))).toHaveLength(1);
    await running?.stop('SIGTERM');
    await runToEnd('restore', at('late'), '--data', at('later'), ...journal);
    expect(await readAll(await start('later'))).toHaveLength(2);
  });

  test('is asked for, and its journal in the folder of before does as well', async () => {
    const { url } = await start();
    await send(url, bodyOf(error(owner)));
    expect((await backUp()).code).toBe(0);
    await withdraw(url, ownerKey);
    await running?.stop('SIGTERM');
    const asked = await restore();
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('--without-erasures')]);
    expect(existsSync(at('back'))).toBe(false);
    appendFileSync(at('data/erasures.jsonl'), '{"kind":"withdr');
    const restored = await restore('--erasures', at('data/erasures.jsonl'));
    expect(restored.stderr).toContain('lines that say nothing, and are passed over: 1');
    expect(await readAll(await start('back'))).toEqual([]);
  });

  test('is copied outside once more, where the copy was away', async () => {
    const { url, stop } = await start();
    await send(url, bodyOf(error(owner)));
    await withdraw(url, ownerKey);
    await stop('SIGTERM');
    const journal = readFileSync(at('erasures.jsonl'), 'utf8');
    expect(journal).toContain(owner);
    rmSync(at('erasures.jsonl'));
    rmSync(at('data/erasures.jsonl'));
    await start();
    for (const file of ['erasures.jsonl', 'data/erasures.jsonl']) {
      expect(readFileSync(at(file), 'utf8')).toBe(journal);
      expect(statSync(at(file)).mode & 0o777).toBe(0o600);
    }
  });

  test('can’t be written down within the data folder alone, nor in what is no file', async () => {
    const within = createService({
      dataFolder: at('third'),
      port: 0,
      erasures: at('third/x.jsonl'),
    });
    await expect(within).rejects.toThrow('would be lost with the data folder');
    const noFile = createService({ dataFolder: at('other'), port: 0, erasures: folder });
    await expect(noFile).rejects.toThrow('can’t be read or written (EISDIR)');
    writeFileSync(at('letter.txt'), 'dear');
    await start();
    await backUp();
    const restored = await restore('--erasures', at('letter.txt'));
    expect(restored.stderr).toContain('is no journal of erasures');
  });
});

test('a service begins with no half of a back-up, and says what to do', async () => {
  await start();
  await backUp();
  await withErasures();
  writeFileSync(at('back/restoring'), '');
  const refused = await runToEnd('--port', '0', '--data', at('back'));
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('half of a back-up')]);
});

test('a service that is stopped while it is copied ends, and what was written is in its files', async () => {
  const { url, stop } = await start();
  const socket = connect(at('data/backup.sock'));
  await once(socket, 'data');
  await send(url, bodyOf(error(other)));
  expect(await stop('SIGTERM')).toBe(0);
  running = undefined;
  socket.destroy();
  expect((await backUp()).code).toBe(0);
  expect((await withErasures()).code).toBe(0);
  expect(await readAll(await start('back'))).toHaveLength(1);
});
