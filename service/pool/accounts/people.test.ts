import { afterEach, beforeEach, expect, test } from 'vitest';
import { peopleHeader, peoplePath, provisioningPath } from '../../../contract/destinations.ts';
import { LARGEST_PEOPLE_BYTES, parsePeople } from '../../../contract/people.ts';
import { askAs } from '../testing/askAs.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';
import type { PoolData } from './poolData.ts';

const [alice, bob, carol] = ['alice@contoso.com', 'bob@contoso.com', 'carol@fabrikam.com'] as const;

let pool: TestPool;
beforeEach(async () => {
  pool = await startPool();
});
afterEach(() => pool.remove());

interface Asked {
  readonly path?: string;
  readonly password?: string;
  readonly etag?: string;
  /** The ETag by which the client says that it knows the names. */
  readonly people?: string;
  readonly more?: string;
}

const ask = (
  account: keyof typeof passwords,
  { path = peoplePath, password, etag, people, more = '' }: Asked = {},
) =>
  askAs(
    account,
    password ?? passwords[account],
    `${pool.url}${path}?account=${encodeURIComponent(account)}${more}`,
    {
      headers: {
        ...(etag === undefined ? {} : { 'if-none-match': etag }),
        ...(people === undefined ? {} : { [peopleHeader]: people }),
      },
    },
  );

const naming = (address: string, displayName: string) => (data: PoolData) => {
  const known = data.accounts[address];
  if (!known) throw new Error('there is no such account');
  return { ...data, accounts: { ...data.accounts, [address]: { ...known, displayName } } };
};

test('the names of an organisation’s people are told to its own people alone, once they proved it', async () => {
  expect((await fetch(`${pool.url}${peoplePath}?account=${alice}`)).status).toBe(401);
  expect((await ask(alice, { password: 'guess' })).status).toBe(401);
  expect((await fetch(`${pool.url}${peoplePath}`)).status).toBe(400);
  expect((await ask(alice, { more: '&all=yes' })).status).toBe(400);
  expect(await (await ask(alice)).json()).toEqual({
    people: [
      { address: alice, displayName: 'alice' },
      { address: bob, displayName: 'bob' },
    ],
  });
  expect(await (await ask(carol)).json()).toEqual({
    people: [{ address: carol, displayName: 'carol' }],
  });
});

test('who has no name but the address is not named', async () => {
  pool.change(naming(bob, bob));
  const text = await (await ask(alice)).text();
  expect(text).toBe(JSON.stringify({ people: [{ address: alice, displayName: 'alice' }] }));
});

test('they are not told again to who knows them, and the organisation’s word says when they are others', async () => {
  const first = await ask(alice);
  const etag = first.headers.get('etag') ?? '';
  expect((await ask(alice, { etag })).status).toBe(304);
  const word = await ask(alice, { path: provisioningPath });
  expect(word.headers.get(peopleHeader)).toBe(etag);
  const known = word.headers.get('etag') ?? '';
  const waits = { path: provisioningPath, etag: known, people: etag };
  pool.change(naming(carol, 'Carol Cook'));
  expect((await ask(alice, { ...waits, more: '&wait=1' })).headers.get(peopleHeader)).toBe(etag);
  const waiting = ask(alice, { ...waits, more: '&wait=30' });
  pool.change(naming(bob, 'Bob Baker'));
  const told = await waiting;
  // The organisation's policy, and since when it applies, is as before.
  expect(told.status).toBe(304);
  const changed = await ask(alice, { etag });
  expect(changed.headers.get('etag')).toBe(told.headers.get(peopleHeader));
  expect(parsePeople(await changed.text(), 'contoso.com')).toContainEqual({
    address: bob,
    name: 'Bob Baker',
  });
});

test('a client can read the answer of the largest organisation, which is cut between two people', async () => {
  const many = Array.from({ length: 30_000 }, (_, at) => `person.number.${at}@contoso.com`);
  pool.change((data) => {
    const entry = data.accounts[alice];
    if (!entry) throw new Error('there is no such account');
    const named = { ...entry, displayName: 'Ж'.repeat(40) };
    const accounts = Object.fromEntries(many.map((address) => [address, named]));
    return { ...data, accounts: { ...data.accounts, ...accounts } };
  });
  const text = await (await ask(alice)).text();
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LARGEST_PEOPLE_BYTES);
  expect(Buffer.byteLength(text)).toBeGreaterThan(LARGEST_PEOPLE_BYTES - 1024);
  expect(parsePeople(text, 'contoso.com')?.length).toBeGreaterThan(10_000);
});
