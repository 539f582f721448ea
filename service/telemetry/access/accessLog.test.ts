import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainCheck } from '../../../contract/chainCheck.ts';
import { accessPageSchema, type AccessPage } from '../../../contract/insights/accessLog.ts';
import { createService, type Service } from '../service.ts';
import { readAll, send } from '../testing/client.ts';
import { crashLine, digestOf, dumpOf, postCrash, readAsAnalyst } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../testing/records.ts';
import { runService, runToEnd } from '../testing/run.ts';
import { sessionOf, tokenOf } from '../testing/session.ts';

const draw = createDraw(3);
let now = '2026-11-28T10:00:00.000Z';
let folder: string;
let service: Service;
const data = () => join(folder, 'data');
const file = () => join(data(), 'access-log.db');

const start = () =>
  createService({ dataFolder: data(), port: 0, clock: () => new Date(now), log: () => undefined });
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-access-'));
  service = await start();
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const page = async (query = '', at: Parameters<typeof readAsAnalyst>[0] = service) => {
  const answer = await readAsAnalyst(at, `/v1/access-log?${query}`);
  expect(answer.status).toBe(200);
  return accessPageSchema.strict().parse(await answer.json());
};
const events = ({ entries }: AccessPage) => entries.map(({ event }) => event);
const who = { by: 'token', subject: null, name: 'token' };

describe('who read what of a single person’s', () => {
  const [error, census] = [drawId(draw), drawId(draw)];
  const dump = dumpOf('of a crash');
  beforeAll(async () => {
    const crash = crashLine(drawId(draw), dump);
    const lines = [recordLine('exception', error), recordLine('snapshot', census), crash];
    await send(service.url, bodyOf(...lines));
    expect((await postCrash(service.url, { record: crash, dump })).status).toBe(200);
  });

  it('is in the access log, with who, when and what, the newest first', async () => {
    expect(await page()).toEqual({ entries: [], head: null });
    await readAsAnalyst(service, `/v1/records/${error}`);
    now = '2026-11-29T10:00:00.000Z';
    await readAsAnalyst(service, '/v1/records?since=2026-11-28&limit=7');
    await readAsAnalyst(service, `/v1/crashes/${digestOf(dump)}`);
    const { entries, head } = await page();
    expect(entries.map(({ seq, at, event }) => [seq, at, event])).toEqual([
      [4, now, { kind: 'dumpRead', who, digest: digestOf(dump) }],
      [3, now, { kind: 'recordsRead', who, query: { since: '2026-11-28', limit: '7' }, errors: 2 }],
      [2, '2026-11-28T10:00:00.000Z', { kind: 'recordRead', who, record: error }],
      [1, '2026-11-28T10:00:00.000Z', { kind: 'began', replaces: null }],
    ]);
    expect(head).toEqual({ seq: 4, hash: entries[0]?.hash });
  });

  it('is not written of what tells of nobody, nor of what was not shown', async () => {
    const before = (await page()).head;
    for (const path of [
      '/v1/records?category=census',
      '/v1/records?since=2027-01-01',
      '/v1/records?category=none',
      `/v1/records/${drawId(draw)}`,
      '/v1/crashes',
      `/v1/crashes/${'0'.repeat(64)}`,
      '/v1/access-log',
    ])
      await readAsAnalyst(service, path);
    await fetch(`${service.url}/v1/records/${error}`);
    expect((await page()).head).toEqual(before);
  });

  it('is read by pages and by days', async () => {
    const first = await page('limit=3');
    const second = await page(`limit=3&before=${first.next}`);
    expect([first, second].map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([
      [4, 3, 2],
      [1],
    ]);
    expect(second.next).toBeUndefined();
    expect(events(await page('until=2026-11-28')).map(({ kind }) => kind)).toEqual([
      'recordRead',
      'began',
    ]);
    expect(events(await page('since=2026-11-29')).map(({ kind }) => kind)).toEqual([
      'dumpRead',
      'recordsRead',
    ]);
    for (const query of ['since=x', 'before=0', 'before=-1', 'limit=0', 'who=token'])
      expect((await readAsAnalyst(service, `/v1/access-log?${query}`)).status).toBe(400);
  });

  it('is shown to nobody without the role, and changed by nobody with it', async () => {
    expect((await fetch(`${service.url}/v1/access-log`)).status).toBe(401);
    const cookie = await sessionOf(service);
    const before = await page();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const headers = {
        authorization: `Bearer ${tokenOf(service)}`,
        cookie,
        'sec-fetch-site': 'same-origin',
      };
      const answer = await fetch(`${service.url}/v1/access-log`, { method, headers });
      expect([method, answer.status]).toEqual([method, 404]);
    }
    expect(await page()).toEqual(before);
  });

  it('is checked by officers, also for an entry that was noted down', async () => {
    const check = async (query = '') => {
      const answer = await readAsAnalyst(service, `/v1/access-log/check${query}`);
      expect(answer.status).toBe(200);
      return chainCheck.parse(await answer.json());
    };
    const { head } = await page();
    const whole = { entries: head!.seq, head: head!.hash, hasNoted: true, broken: null };
    expect(await check()).toEqual(whole);
    expect(await check(`?noted=${head!.hash}`)).toEqual(whole);
    expect(await check(`?noted=${'0'.repeat(64)}`)).toEqual({ ...whole, hasNoted: false });
    expect((await readAsAnalyst(service, '/v1/access-log/check?noted=x')).status).toBe(400);
    expect((await fetch(`${service.url}/v1/access-log/check`)).status).toBe(401);
  });

  it('is written before it is shown: where that can’t be done, nothing is', async () => {
    const other = new DatabaseSync(file());
    other.exec('BEGIN EXCLUSIVE');
    try {
      for (const path of [`/v1/records/${error}`, '/v1/records', `/v1/crashes/${digestOf(dump)}`]) {
        const answer = await readAsAnalyst(service, path);
        expect([path, answer.status]).toEqual([path, 503]);
        expect(await answer.text()).toMatch(/^\{"error":"unavailable","message":"who reads this/);
      }
      // Reading what concerns nobody needs no entry, and so still works.
      expect((await readAsAnalyst(service, '/v1/records?category=census')).status).toBe(200);
    } finally {
      other.close();
    }
    expect((await readAsAnalyst(service, `/v1/records/${error}`)).status).toBe(200);
  });

  it('is on disk once it is shown, whatever happens to the service then', async () => {
    const killed = join(folder, 'killed');
    const running = await runService(killed);
    await send(running.url, bodyOf(recordLine('exception', drawId(draw))));
    expect(await readAll(running)).toHaveLength(1);
    await running.stop('SIGKILL');
    const verified = await runToEnd('access-log', 'verify', '--data', killed);
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout).toContain('The access log holds: 2 entries.');
  });
});

describe('the chain of the access log', () => {
  const verify = (path: string, ...more: string[]) =>
    runToEnd('access-log', 'verify', '--data', path, ...more);
  let copies = 0;
  /** A copy of the log after somebody with access to the file changed it. */
  function changed(...sql: readonly string[]): string {
    copies += 1;
    const path = join(folder, `copy-${copies}`);
    mkdirSync(path);
    copyFileSync(file(), join(path, 'access-log.db'));
    const db = new DatabaseSync(join(path, 'access-log.db'));
    for (const statement of sql) db.exec(statement);
    db.close();
    return path;
  }
  const free = 'DROP TRIGGER entries_stay; DROP TRIGGER entries_stay_as_they_are;';

  it('holds while the service runs, and with the head that was noted down earlier', async () => {
    const { entries } = await page('limit=3');
    const verified = await verify(data(), '--head', entries.at(-1)!.hash);
    expect(verified.code).toBe(0);
    expect(verified.stdout).toContain(entries[0]!.hash);
  });

  it.each([
    [
      'a who',
      "UPDATE entries SET event = replace(event, 'token', 'Anne') WHERE seq = 3",
      'entry 3',
    ],
    ['a when', "UPDATE entries SET at = '2026-11-30T00:00:00.000Z' WHERE seq = 2", 'entry 2'],
    ['a whole entry', "UPDATE entries SET event = '' WHERE seq = 2", 'entry 2'],
    ['an order', 'UPDATE entries SET seq = -1 WHERE seq = 2', 'missing before 1'],
    ['a hash', "UPDATE entries SET hash = replace(hash, '1', '2') WHERE seq = 2", 'entry 2'],
    ['an entry taken out', 'DELETE FROM entries WHERE seq = 2', 'missing before 2'],
    ['the first taken out', 'DELETE FROM entries WHERE seq = 1', 'missing before 1'],
    [
      'an entry put in',
      `INSERT INTO entries SELECT seq + 1, at, hash, event, hash FROM entries ORDER BY seq DESC LIMIT 1`,
      'was changed',
    ],
  ])('does not hold after a change of %s', async (_, sql, said) => {
    const verified = await verify(changed(free, sql));
    expect(verified.code).toBe(2);
    expect(verified.stderr).toContain(said);
  });

  it('that was cut off does not have the head that was noted down', async () => {
    const { head } = await page();
    const path = changed(free, `DELETE FROM entries WHERE seq = ${head!.seq}`);
    expect((await verify(path)).code).toBe(0);
    const verified = await verify(path, '--head', head!.hash);
    expect(verified.code).toBe(2);
    expect(verified.stderr).toContain('it was cut off');
  });

  it.each(['DELETE FROM entries', 'UPDATE entries SET at = 0'])(
    'is not changed by a plain %s',
    (sql) => {
      expect(() => changed(sql)).toThrow(/entries are not/);
    },
  );

  it('begins anew where the file is damaged, and says so; what is damaged is set aside', async () => {
    await service.close();
    const whole = readFileSync(file());
    writeFileSync(file(), Buffer.from('x'.repeat(9000)));
    service = await start();
    await readAll(service);
    const [, began] = events(await page());
    expect(began).toMatchObject({
      kind: 'began',
      replaces: expect.stringContaining('access-log.db.unreadable-') as string,
    });
    await service.close();
    writeFileSync(file(), whole);
    service = await start();
  });

  it.each([
    [['access-log'], 'goes with “verify”'],
    [['access-log', 'clear'], 'goes with “verify”'],
    [['access-log', 'verify', 'x'], 'one argument too many'],
    [['access-log', 'verify', '--head', 'x'], '--head must be'],
    [['access-log', 'verify', '--port', '1'], 'takes no --port'],
    [['rotate-pepper', '--head', 'x'], 'takes no --head'],
    [['access-log', 'verify', '--data', '/nowhere'], 'there is no access log'],
  ])('is not verified by %j, which says why', async (args, said) => {
    const ended = await runToEnd(...args);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(said);
  });
});
