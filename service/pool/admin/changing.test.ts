import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { secretAnswer, type SecretAnswer } from '../../../contract/admin/accounts.ts';
import { chainCheck } from '../../../contract/chainCheck.ts';
import { logAnswer, type ChangeEntry } from '../../../contract/admin/changeLog.ts';
import { adminPaths as at, readOneTimeLink } from '../../../contract/admin/paths.ts';
import { meetingsAnswer, organisationAnswer } from '../../../contract/admin/policies.ts';
import { adminRefusal, type AdminProblem } from '../../../contract/admin/problems.ts';
import { createBrowser } from '../testing/administrator.ts';
import { askAs } from '../testing/askAs.ts';
import { candorPool } from '../testing/candorPool.ts';
import { signIn, type SignedInAdministrator } from '../testing/signedIn.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';

const alice = 'alice@contoso.com';

let pool: TestPool;
let anna: SignedInAdministrator;
beforeEach(async () => {
  pool = await startPool();
  anna = await signIn(pool, 'anna', 'owner');
});
afterEach(() => pool.remove());

const log = async (query = ''): Promise<ChangeEntry[]> =>
  logAnswer.parse((await anna.json('GET', at.log + query)).body).entries;
const seen = async (): Promise<number> => (await log('?limit=1'))[0]?.seq ?? 0;
const problemOf = ({ body }: { readonly body: unknown }): AdminProblem | undefined =>
  adminRefusal.parse(body).problem;
const contoso = async () =>
  organisationAnswer.parse((await anna.json('GET', at.organisation('contoso.com'))).body);
const setPolicy = async (key: string, value: unknown, saw?: number) =>
  anna.json('PUT', at.policy('contoso.com', key), { seen: saw ?? (await seen()), value });
const provisioned = async (
  account: keyof typeof passwords,
  password: string = passwords[account],
) => askAs(account, password, `${pool.url}/v1/provisioning?account=${account}`);
const command = (...args: string[]) => candorPool([...args, '--data', join(pool.folder, 'pool')]);
const key = 'DisableAutomaticSendTracing';

describe('an administrator', () => {
  test('refuses telemetry for an organisation, which its clients are told at once, and takes it back', async () => {
    const before = await provisioned(alice);
    const known = before.headers.get('etag') ?? '';
    const url = `${pool.url}/v1/provisioning?account=${alice}&wait=30`;
    const waiting = askAs(alice, passwords[alice], url, { headers: { 'if-none-match': known } });
    expect((await setPolicy(key, true)).status).toBe(200);
    const told = (await (await waiting).json()) as { policy: object; displayName: string };
    expect(told).toMatchObject({ displayName: 'Contoso', policy: { [key]: true } });
    expect((await contoso()).policy).toEqual({ [key]: true });
    expect((await setPolicy(key, null)).status).toBe(200);
    expect((await contoso()).policy).toEqual({});
    expect((await log('?limit=2')).map(({ who, change }) => ({ who, change }))).toEqual([
      {
        who: { by: 'administrator', name: 'anna' },
        change: { kind: 'policySet', domain: 'contoso.com', key, from: true, to: null },
      },
      {
        who: { by: 'administrator', name: 'anna' },
        change: { kind: 'policySet', domain: 'contoso.com', key, from: null, to: true },
      },
    ]);
  });

  test('is told that a policy can’t have a value, or is none', async () => {
    expect(problemOf(await setPolicy('TracingLevel', 'Loud'))).toEqual({
      kind: 'badPolicy',
      key: 'TracingLevel',
    });
    expect(problemOf(await setPolicy('Nonsense', true))).toEqual({ kind: 'unknown' });
    expect(problemOf(await setPolicy('__proto__', true))).toEqual({ kind: 'unknown' });
    expect((await contoso()).policy).toEqual({});
  });

  test('sets what meetings may send', async () => {
    const change = { seen: await seen(), MeetingUxEnableTelemetry: true };
    expect((await anna.json('PUT', at.meetings, change)).status).toBe(200);
    const { body } = await anna.json('GET', at.meetings);
    expect(meetingsAnswer.parse(body).MeetingUxEnableTelemetry).toBe(true);
  });

  test('adds, renames and removes an organisation', async () => {
    const northwind = { domain: 'northwind.example', displayName: 'Northwind' };
    expect((await anna.json('POST', at.organisations, northwind)).status).toBe(201);
    expect(problemOf(await anna.json('POST', at.organisations, northwind))).toEqual({
      kind: 'thereAlready',
    });
    const path = at.organisation('northwind.example');
    const renamed = await anna.json('PATCH', path, { seen: await seen(), displayName: 'North' });
    expect(renamed.status).toBe(200);
    expect((await anna.json('DELETE', `${path}?seen=${await seen()}`)).status).toBe(200);
    expect((await anna.json('GET', path)).status).toBe(404);
  });

  test('disables an account, which then signs in nowhere and is seen by nobody, and enables it', async () => {
    const path = at.account(alice);
    const enable = async (enabled: boolean) =>
      anna.json('PATCH', path, { seen: await seen(), enabled });
    expect((await enable(false)).status).toBe(200);
    expect((await provisioned(alice)).status).toBe(401);
    const bob = await askAs(
      'bob@contoso.com',
      passwords['bob@contoso.com'],
      `${pool.url}/v1/people?account=bob@contoso.com`,
    );
    expect(await bob.text()).not.toContain('alice');
    expect((await enable(true)).status).toBe(200);
    expect((await provisioned(alice)).status).toBe(200);
  });

  test('resets a password, which is told once and is nowhere kept', async () => {
    const reset = async (by: string): Promise<SecretAnswer> =>
      secretAnswer.parse(
        (await anna.json('POST', at.accountReset(alice), { seen: await seen(), by })).body,
      );
    const made = await reset('password');
    if (made.by !== 'password') throw new Error(made.by);
    expect((await provisioned(alice)).status).toBe(401);
    expect((await provisioned(alice, made.password)).status).toBe(200);
    const files = ['pool.json', 'change-log.db', 'administrators.db'].map((name) =>
      readFileSync(join(pool.folder, 'pool', name), 'latin1'),
    );
    for (const text of [...files, JSON.stringify(await log())])
      expect(text).not.toContain(made.password);
  });

  test('gives a one-time link instead, by which its holder chooses a password that nobody is told', async () => {
    const newcomer = { address: 'dora@contoso.com', displayName: 'Dora', by: 'link' };
    const { body } = await anna.json('POST', at.accounts, newcomer);
    const made = secretAnswer.parse(body);
    if (made.by !== 'link') throw new Error(made.by);
    const { hash } = new URL(made.link);
    const secret = readOneTimeLink(hash)?.secret ?? '';
    const dora = createBrowser(pool);
    const look = async () => dora('POST', at.passwordLook, { secret });
    expect(await (await look()).json()).toMatchObject({ address: newcomer.address });
    const choose = async (password: string) => dora('POST', at.password, { secret, password });
    expect((await choose('short')).status).toBe(400);
    expect((await choose('dora’s own phrase')).status).toBe(204);
    expect((await choose('another phrase')).status).toBe(404);
    expect((await look()).status).toBe(404);
    const url = `${pool.url}/v1/provisioning?account=${newcomer.address}`;
    expect((await askAs(newcomer.address, 'dora’s own phrase', url)).status).toBe(200);
    expect((await log('?limit=1'))[0]).toMatchObject({
      who: { by: 'link' },
      change: { kind: 'passwordReset', address: newcomer.address },
    });
    expect(JSON.stringify(await log())).not.toContain(secret);
  });

  test('gives a link that is still good after pool.json could not be written', async () => {
    const { body } = await anna.json('POST', at.accountReset(alice), {
      seen: await seen(),
      by: 'link',
    });
    const made = secretAnswer.parse(body);
    if (made.by !== 'link') throw new Error(made.by);
    const secret = readOneTimeLink(new URL(made.link).hash)?.secret ?? '';
    const choose = () =>
      createBrowser(pool)('POST', at.password, { secret, password: 'alice’s own phrase' });
    const path = join(pool.folder, 'pool/pool.json');
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, 40));
    expect((await choose()).status).toBeGreaterThanOrEqual(409);
    writeFileSync(path, whole);
    expect((await choose()).status).toBe(204);
    expect((await provisioned(alice, 'alice’s own phrase')).status).toBe(200);
  });

  test('disables an account whose address is long as a URL has it', async () => {
    const { body } = await anna.json('POST', at.accounts, {
      address: 'александр.константинопольский@contoso.com',
      displayName: 'Александр',
      by: 'password',
    });
    const { address } = secretAnswer.parse(body);
    expect(address.length).toBeGreaterThan(100);
    const disabled = await anna.json('PATCH', at.account(address), {
      seen: await seen(),
      enabled: false,
    });
    expect(disabled).toMatchObject({ status: 200 });
  });

  test('gives a link that is worth nothing once the password was changed in another way', async () => {
    const { body } = await anna.json('POST', at.accountReset(alice), {
      seen: await seen(),
      by: 'link',
    });
    const made = secretAnswer.parse(body);
    if (made.by !== 'link') throw new Error(made.by);
    const secret = readOneTimeLink(new URL(made.link).hash)?.secret ?? '';
    await command('set-password', alice);
    const stale = await createBrowser(pool)('POST', at.password, {
      secret,
      password: 'a late phrase',
    });
    expect(stale.status).toBe(404);
  });
});

describe('who changes what others changed meanwhile', () => {
  test('is told by whom and from what to what, and overwrites nothing', async () => {
    const saw = await seen();
    await command('set', `policy.${key}`, 'true', '--organisation', 'contoso.com');
    const late = await setPolicy(key, false, saw);
    expect(late.status).toBe(409);
    expect(problemOf(late)).toMatchObject({
      kind: 'conflict',
      changes: [
        {
          who: { by: 'command' },
          change: { kind: 'policySet', domain: 'contoso.com', key, from: null, to: true },
        },
      ],
    });
    expect((await contoso()).policy).toEqual({ [key]: true });
    // What is not the same is no conflict.
    expect((await setPolicy('RetentionDays', 30, saw)).status).toBe(200);
    expect((await setPolicy(key, false)).status).toBe(200);
  });

  test('does not remove an organisation with accounts that they have not seen', async () => {
    const saw = await seen();
    await command('add-account', 'zoe@contoso.com');
    const path = `${at.organisation('contoso.com')}?seen=`;
    expect(problemOf(await anna.json('DELETE', path + String(saw)))).toMatchObject({
      kind: 'conflict',
    });
    expect((await anna.json('DELETE', path + String(await seen()))).status).toBe(200);
    expect((await log('?limit=1'))[0]?.change).toMatchObject({
      kind: 'organisationRemoved',
      accounts: 3,
    });
  });

  test('is told of what somebody edited in pool.json, who is not known', async () => {
    const saw = await seen();
    pool.change((data) => ({ ...data, meetings: { telemetry: true } }));
    const late = await anna.json('PUT', at.meetings, {
      seen: saw,
      MeetingUxEnableTelemetry: false,
    });
    expect(problemOf(late)).toMatchObject({
      kind: 'conflict',
      changes: [{ who: { by: 'file' }, change: { kind: 'meetingsSet', from: false, to: true } }],
    });
  });
});

describe('a change', () => {
  const undo = async (seq: number) => anna.json('POST', at.undo(seq));

  test('is undone, and the undoing too', async () => {
    await setPolicy(key, true);
    const seq = await seen();
    expect((await undo(seq)).status).toBe(200);
    expect((await contoso()).policy).toEqual({});
    const [undoing] = await log('?limit=1');
    expect(undoing).toMatchObject({ undoes: seq, change: { from: true, to: null } });
    expect((await log(`?before=${seq + 1}&limit=1`))[0]?.notUndoable).toBe('undone');
    expect(problemOf(await undo(seq))).toEqual({ kind: 'notUndoable', why: 'undone' });
    expect((await undo(undoing?.seq ?? 0)).status).toBe(200);
    expect((await contoso()).policy).toEqual({ [key]: true });
  });

  test('is not undone where something newer touches the same, which is told', async () => {
    await setPolicy(key, true);
    const seq = await seen();
    await setPolicy(key, false);
    expect(problemOf(await undo(seq))).toMatchObject({
      kind: 'conflict',
      changes: [{ change: { from: true, to: false } }],
    });
    expect((await contoso()).policy).toEqual({ [key]: false });
  });

  test('of a password, or of an administrator, is not undone', async () => {
    await anna.json('POST', at.accountReset(alice), { seen: await seen(), by: 'password' });
    const why = async () => problemOf(await undo(await seen()));
    expect(await why()).toEqual({ kind: 'notUndoable', why: 'secretGone' });
    await anna.json('DELETE', `${at.account(alice)}?seen=${await seen()}`);
    expect(await why()).toEqual({ kind: 'notUndoable', why: 'secretGone' });
    await anna.json('POST', at.administrators, { name: 'ben', role: 'helpdesk' });
    expect(await why()).toEqual({ kind: 'notUndoable', why: 'notOfThePool' });
    expect(problemOf(await undo(99_999))).toEqual({ kind: 'unknown' });
  });

  test('by the command line stands in the same log, which is whole and can be noted down', async () => {
    await command('rename', 'contoso.com', 'Contoso Ltd');
    await setPolicy(key, true);
    await command('unset', `policy.${key}`, '--organisation', 'contoso.com');
    const entries = await log('?about=contoso.com&limit=3');
    expect(entries.map(({ who }) => who.by)).toEqual(['command', 'administrator', 'command']);
    const check = async (query = '') =>
      chainCheck.parse((await anna.json('GET', at.logCheck + query)).body);
    const { head, broken, entries: all } = await check();
    expect([broken, all]).toEqual([null, await seen()]);
    expect(await check(`?noted=${entries[2]?.hash ?? ''}`)).toMatchObject({ hasNoted: true });
    expect(await check(`?noted=${'0'.repeat(64)}`)).toMatchObject({ hasNoted: false, head });
  });

  test('by an editor while no pool runs is found when it starts', async () => {
    await pool.stop();
    await command('show');
    const path = join(pool.folder, 'pool', 'pool.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"Contoso"', '"Contoso by hand"'));
    pool = await startPool({ folder: pool.folder });
    anna = await signIn(pool, 'otto', 'owner');
    expect((await log('?about=contoso.com&limit=1'))[0]).toMatchObject({
      who: { by: 'file' },
      change: { kind: 'organisationRenamed', from: 'Contoso', to: 'Contoso by hand' },
    });
  });
});

describe('owners', () => {
  test('make, change, reset and remove administrators, but not the last owner', async () => {
    const path = at.administrator('anna');
    expect(problemOf(await anna.json('DELETE', path))).toEqual({ kind: 'lastOwner' });
    expect(problemOf(await anna.json('PATCH', path, { role: 'helpdesk' }))).toEqual({
      kind: 'lastOwner',
    });
    const made = await anna.json('POST', at.administrators, { name: 'ben', role: 'helpdesk' });
    expect(made.status).toBe(201);
    const again = await anna.json('POST', at.administrators, { name: 'ben', role: 'helpdesk' });
    expect(problemOf(again)).toEqual({ kind: 'thereAlready' });
    const ben = at.administrator('ben');
    expect((await anna.json('PATCH', ben, { role: 'owner' })).status).toBe(204);
    expect((await anna.json('POST', at.administratorReset('ben'))).status).toBe(200);
    expect((await anna.json('DELETE', ben)).status).toBe(204);
    expect((await log('?about=ben')).map(({ change }) => change.kind)).toEqual([
      'administratorRemoved',
      'administratorReset',
      'administratorRole',
      'administratorAdded',
    ]);
  });
});
