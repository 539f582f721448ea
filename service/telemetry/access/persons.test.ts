import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { accessPageSchema } from '../../../contract/insights/accessLog.ts';
import {
  accountMessage,
  erasedPersonSchema,
  exportedPersonSchema,
  type ErasedPerson,
} from '../../../contract/insights/person.ts';
import { hashAccount } from '../../../electron/core/records/identity.ts';
import { createService, type Service } from '../service.ts';
import { checksOut, readAll, send } from '../testing/client.ts';
import { crashLine, digestOf, dumpOf, postCrash, readAsAnalyst } from '../testing/crashes.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../testing/records.ts';
import { runService, runToEnd } from '../testing/run.ts';
import { sessionOf, tokenOf } from '../testing/session.ts';

const account = 'Zoé@contoso.com';
/** The same account in another spelling. */
const respelt = 'ZOE\u0301@Contoso.COM';
const marker = 'trace4711 ';
const draw = createDraw(4);

let folder: string;
let service: Service;
const data = () => join(folder, 'data');
const start = async () => {
  service = await createService({ dataFolder: data(), port: 0, log: () => undefined });
};
const restart = async (...rotate: string[]) => {
  await service.close();
  if (rotate.length > 0)
    expect((await runToEnd('rotate-pepper', '--data', data(), ...rotate.slice(1))).code).toBe(0);
  await start();
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-person-'));
  await start();
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest();
const censusOf = (name: string) =>
  recordLine('snapshot', drawId(draw), { fields: { userId: hashAccount(name, sha256) } });
const errorOf = (userId: string, errorLog: string, id = drawId(draw)) =>
  recordLine('exception', id, { fields: { userId, errorLog } });
const dump = dumpOf(marker);

/** Two census records, two errors and a crash with a dump arrive from the account, and as many from another one. */
async function arrive(): Promise<void> {
  const other = 'amosmarble';
  const crash = crashLine(drawId(draw), dump, { userId: respelt });
  const lines = [
    censusOf(account),
    censusOf(respelt),
    errorOf(account, marker.repeat(50)),
    errorOf(respelt, marker.repeat(50)),
    crash,
    censusOf(other),
    errorOf(other, 'of another one'),
    recordLine('day', drawId(draw)),
    recordLine('meetingFailure', drawId(draw)),
  ];
  expect((await send(service.url, bodyOf(...lines))).rejected).toEqual([]);
  expect((await postCrash(service.url, { record: crash, dump })).status).toBe(200);
}
const ofOthers = 4;

const path = (name = account) => `/v1/persons/${encodeURIComponent(name)}`;
async function exported(name = account) {
  const answer = await readAsAnalyst(service, path(name));
  expect(answer.status).toBe(200);
  return exportedPersonSchema.strict().parse(await answer.json());
}
const erase = (headers: Readonly<Record<string, string>>, name = account) =>
  fetch(service.url + path(name), { method: 'DELETE', headers });
const bearer = () => ({ authorization: `Bearer ${tokenOf(service)}` });

/** Every file in a folder that contains this text. */
const filesWith = (text: string, at = data()): string[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));

async function expectSigned({ confirmation }: Pick<ErasedPerson, 'confirmation'>) {
  const { signature, ...unsigned } = confirmation;
  expect(await checksOut(service.url, accountMessage(unsigned), signature)).toBe(true);
  const changed = accountMessage({ ...unsigned, errors: unsigned.errors + 1 });
  expect(await checksOut(service.url, changed, signature)).toBe(false);
}

it('an export holds what there is of an account, under every pepper that is kept, and nothing of others', async () => {
  await arrive();
  await restart('kept');
  await send(service.url, bodyOf(censusOf(account), errorOf(account, 'under another pepper')));
  const { confirmation, records, dumps, cannotFind } = await exported(respelt);
  expect(confirmation).toMatchObject({
    what: 'exported',
    account: 'zoé@contoso.com',
    census: 3,
    errors: 4,
    dumps: 1,
  });
  expect(new Set(confirmation.peppers).size).toBe(2);
  const all = await readAll(service);
  expect(records).toHaveLength(7);
  for (const record of records) expect(all).toContainEqual(record);
  expect(JSON.stringify(records)).not.toContain('of another one');
  expect(dumps).toEqual([
    {
      record: records.find(({ name }) => name === 'crash')?.['id'],
      digest: digestOf(dump),
      bytes: dump.length,
    },
  ]);
  expect(cannotFind.map(({ code }) => code)).toEqual(['erasedBefore', 'usage', 'withoutUser']);
  await expectSigned({ confirmation });
});

it('an erasure takes all of it out of the files as well, dumps too, and leaves others theirs', async () => {
  await arrive();
  await restart('kept');
  await send(service.url, bodyOf(censusOf(account), errorOf(account, marker.repeat(50))));
  expect(filesWith(marker)).not.toEqual([]);
  const answer = await erase(bearer());
  expect(answer.status).toBe(200);
  const { confirmation } = erasedPersonSchema.strict().parse(await answer.json());
  expect(confirmation).toMatchObject({ what: 'erased', census: 3, errors: 4, dumps: 1 });
  await expectSigned({ confirmation });
  expect(filesWith(marker)).toEqual([]);
  expect(existsSync(join(data(), 'dumps', `${digestOf(dump)}.dmp`))).toBe(false);
  expect(await readAll(service)).toHaveLength(ofOthers);
  expect((await exported()).records).toEqual([]);
  expect(((await (await erase(bearer())).json()) as ErasedPerson).confirmation.errors).toBe(0);
  expect((await exported('amosmarble')).records).toHaveLength(2);
});

it('what was hashed with a pepper that is forgotten is told as not found, in the language asked for', async () => {
  await arrive();
  await restart('forgotten', '--forget-old');
  const answer = await readAsAnalyst(service, path());
  const { records, cannotFind } = exportedPersonSchema.parse(await answer.json());
  expect(records).toEqual([]);
  expect(cannotFind[0]?.said).toMatch(/^Not found: 7 records were hashed with peppers/);
  const french = await fetch(service.url + path(), {
    headers: { ...bearer(), 'accept-language': 'fr' },
  });
  expect(await french.text()).toContain('Introuvable\u00a0: 7 enregistrements');
});

it('both are in the access log, which names nobody and can’t be joined with the records', async () => {
  await arrive();
  await exported();
  await exported(respelt);
  await erase(bearer());
  const answer = await readAsAnalyst(service, '/v1/access-log');
  const { entries } = accessPageSchema.parse(await answer.json());
  const who = { by: 'token', subject: null, name: 'token' };
  const hashed = {
    pseudonym: expect.any(String) as string,
    pepperId: expect.any(String) as string,
  };
  expect(entries.map(({ event }) => event)).toEqual([
    { kind: 'accountErased', who, account: hashed, records: 5 },
    { kind: 'accountExported', who, account: hashed, records: 5 },
    { kind: 'accountExported', who, account: hashed, records: 5 },
    { kind: 'began', replaces: null },
  ]);
  const accounts = entries.flatMap(({ event }) => ('account' in event ? [event.account] : []));
  expect(new Set(accounts.map(({ pseudonym }) => pseudonym)).size).toBe(1);
  for (const { pseudonym } of accounts)
    expect(JSON.stringify(await readAll(service))).not.toContain(pseudonym);
  await service.close();
  expect(filesWith('contoso')).toEqual([]);
  await start();
});

it('neither is done where the access log can’t be written', async () => {
  await arrive();
  await exported();
  const log = new DatabaseSync(join(data(), 'access-log.db'));
  log.exec('BEGIN EXCLUSIVE');
  try {
    for (const method of ['GET', 'DELETE']) {
      const answer = await fetch(service.url + path(), { method, headers: bearer() });
      expect([method, answer.status]).toEqual([method, 503]);
      expect(await answer.text()).toContain('nothing is shown');
    }
  } finally {
    log.close();
  }
  expect((await exported()).records).toHaveLength(5);
});

it('another site’s page erases nothing with an officer’s cookie, and who is not signed in nothing at all', async () => {
  await arrive();
  const cookie = await sessionOf(service);
  for (const [headers, status] of [
    [{}, 401],
    [{ cookie: 'candor-insights=forged', 'sec-fetch-site': 'same-origin' }, 401],
    [{ authorization: 'Bearer forged' }, 401],
    [{ cookie }, 403],
    [{ cookie, 'sec-fetch-site': 'cross-site' }, 403],
    [{ cookie, 'sec-fetch-site': 'same-site', origin: service.url }, 403],
    [{ cookie, origin: 'https://evil.example' }, 403],
  ] as const) {
    const answer = await erase(headers);
    expect([headers, answer.status]).toEqual([headers, status]);
  }
  expect((await exported()).records).toHaveLength(5);
  expect((await erase({ cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await exported()).records).toEqual([]);
});

it.each([
  'a/b?c#d@contoso.com',
  "'; DROP TABLE records; --",
  '%00',
  `${'ﬁ'.repeat(300)}@contoso.com`,
])('the account %s is found by its own name', async (name) => {
  await send(service.url, bodyOf(censusOf(name), errorOf(name, 'x'), errorOf('y', 'y')));
  expect((await exported(name)).records).toHaveLength(2);
});

it('no account at all is refused', async () => {
  for (const name of ['', '%20'])
    expect([400, 404]).toContain((await readAsAnalyst(service, `/v1/persons/${name}`)).status);
});

it('more records than one slice are found all, and those of an erasure go all', async () => {
  const lines = Array.from({ length: 100 }, () => errorOf(account, marker));
  for (let round = 0; round < 23; round += 1) {
    const fresh = lines.map((line) => line.replace(/"id":"[^"]+"/, `"id":"${drawId(draw)}"`));
    await send(service.url, bodyOf(...fresh));
  }
  await send(service.url, bodyOf(errorOf('amosmarble', 'other')));
  expect((await exported()).confirmation.errors).toBe(2300);
  expect((await erase(bearer())).status).toBe(200);
  expect(await readAll(service)).toHaveLength(1);
  expect(filesWith(marker)).toEqual([]);
});

it('the command exports and erases where the service is stopped, and tells where to ask while it runs', async () => {
  await arrive();
  await service.close();
  const copy = join(folder, 'copy');
  cpSync(data(), copy, { recursive: true });
  await start();
  const running = await runService(copy);
  const refused = await runToEnd('person', account, 'export', '--data', copy);
  expect([refused.code, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toContain('DELETE /v1/persons/ACCOUNT');
  await running.stop('SIGTERM');

  const given = await runToEnd('person', account, 'export', '--data', copy);
  expect(given.code).toBe(0);
  const told = exportedPersonSchema.parse(JSON.parse(given.stdout));
  expect(told.records).toHaveLength(5);
  expect(given.stderr).toContain('Not found: usage data');
  const erased = await runToEnd('person', account, 'erase', '--data', copy);
  const { confirmation } = erasedPersonSchema.parse(JSON.parse(erased.stdout));
  expect(confirmation).toMatchObject({ what: 'erased', census: 2, errors: 3, dumps: 1 });
  await expectSigned({ confirmation });
  expect(filesWith(marker, copy)).toEqual([]);
  const verified = await runToEnd('access-log', 'verify', '--data', copy);
  expect(verified.stdout).toContain('3 entries');
});

it.each([
  [['person']],
  [['person', account]],
  [['person', account, 'forget']],
  [['person', ' ', 'export']],
  [['person', account, 'export', 'x']],
  [['person', account, 'export', '--port', '1']],
  [['person', account, 'export', '--head', 'x']],
])('the command %j is refused, and says why', async (args) => {
  const ended = await runToEnd(...args);
  expect([ended.code, ended.stdout]).toEqual([2, '']);
  expect(ended.stderr).toMatch(/person goes with|too many|takes no/);
});
