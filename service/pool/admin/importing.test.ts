import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountsAnswer } from '../../../contract/admin/accounts.ts';
import { logAnswer } from '../../../contract/admin/changeLog.ts';
import { importAnswer, importPreview } from '../../../contract/admin/imports.ts';
import { adminPaths as at } from '../../../contract/admin/paths.ts';
import { adminRefusal } from '../../../contract/admin/problems.ts';
import { askAs } from '../testing/askAs.ts';
import { candorPool } from '../testing/candorPool.ts';
import { signIn, type SignedInAdministrator } from '../testing/signedIn.ts';
import { startPool, type TestPool } from '../testing/startPool.ts';

let pool: TestPool;
let anna: SignedInAdministrator;
beforeEach(async () => {
  pool = await startPool();
  anna = await signIn(pool, 'anna', 'administrator');
});
afterEach(() => pool.remove());

const people = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `p${index}@contoso.com,Person ${index}`);
const csvOf = (lines: readonly string[]): string => ['address,name', ...lines].join('\n');
const total = async (): Promise<number> =>
  accountsAnswer.parse((await anna.json('GET', `${at.accounts}?limit=1`)).body).total;
const bad = [
  'nobody at all,Nobody',
  'eve@nowhere.example,Eve',
  'alice@contoso.com,Another Alice',
  'p1@contoso.com,Twice',
  'dan@contoso.com,Dan,Dyer',
];

test('each bad line is told by what is wrong with it, and nothing is added unless just those are left out', async () => {
  const csv = csvOf([...people(3), ...bad]);
  const preview = importPreview.parse((await anna.json('POST', at.importPreview, { csv })).body);
  expect(preview).toMatchObject({ good: 3, bad: 5 });
  expect(preview.lines.map(({ line, problem }) => [line, problem])).toEqual([
    [2, null],
    [3, null],
    [4, null],
    [5, 'badAddress'],
    [6, 'noOrganisation'],
    [7, 'thereAlready'],
    [8, 'twice'],
    [9, 'columns'],
  ]);
  const before = await total();
  const refused = await anna.json('POST', at.import, { csv, leaveOut: [5], by: 'password' });
  expect(refused.status).toBe(409);
  expect(adminRefusal.parse(refused.body).problem).toEqual({ kind: 'otherLines' });
  expect(await total()).toBe(before);
  const body = { csv, leaveOut: [5, 6, 7, 8, 9], by: 'password' };
  expect((await anna.json('POST', at.import, body)).status).toBe(201);
  expect(await total()).toBe(before + 3);
});

test('five thousand accounts are added in under a minute, sign in, and stand in the log as one change', async () => {
  const before = await total();
  const csv = csvOf(people(5000));
  const began = performance.now();
  const answer = await anna.json('POST', at.import, { csv, leaveOut: [], by: 'password' });
  expect(performance.now() - began).toBeLessThan(60_000);
  const { added, csv: told } = importAnswer.parse(answer.body);
  expect(added).toBe(5000);
  expect(await total()).toBe(before + 5000);
  const [address = '', , password = ''] = told.trim().split('\r\n').at(-1)?.split(',') ?? [];
  const url = `${pool.url}/v1/provisioning?account=${address}`;
  expect((await askAs(address, password, url)).status).toBe(200);
  const { entries } = logAnswer.parse((await anna.json('GET', `${at.log}?limit=1`)).body);
  expect(entries[0]?.change).toMatchObject({ kind: 'together', of: 5000 });
  expect(JSON.stringify(entries)).not.toContain(password);
});

test('the command line imports nothing while a line is bad, which it names, unless told to leave it out', async () => {
  const file = join(pool.folder, 'people.csv');
  writeFileSync(file, csvOf([...people(2), 'nobody at all,Nobody']));
  const before = await total();
  const data = ['--data', join(pool.folder, 'pool')];
  const refused = await candorPool(['import', file, ...data]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('line 4, nobody at all: no address');
  expect(await total()).toBe(before);
  expect((await candorPool(['import', file, '--leave-out-bad', ...data])).code).toBe(0);
  expect(await total()).toBe(before + 2);
});
