import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limited as refusals, roads } from '../testing/guess.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';

let pool: TestPool;

beforeEach(async () => {
  pool = await startPool();
});
afterEach(async () => {
  await pool.remove();
});

describe.each(['http', 'sip'] as const)('behind a proxy, by %s', (road) => {
  const limited = refusals[road];
  const attempt = async (account: string, password: string, address: string) =>
    (await roads[road](pool, { account, password, address })).status;

  test('a new port each time gives no more attempts, in whatever spelling', async () => {
    const spellings = (port: number) =>
      [
        `203.0.113.7:${port}`,
        `"203.0.113.7:${port}"`,
        `[::ffff:203.0.113.7]:${port}`,
        `::FFFF:cb00:7107`,
        `198.51.100.${port % 250}, 203.0.113.7:${port}`,
      ][port % 5] ?? '';
    for (let port = 50_000; port < 50_010; port++)
      expect(await attempt(alice, 'guess', spellings(port))).toBe(401);
    for (let port = 50_010; port < 50_025; port++)
      expect(await attempt(alice, 'guess', spellings(port))).toBe(limited);
  });

  test('a network of IPv6 is one person', async () => {
    for (let host = 0; host < 10; host++)
      expect(await attempt(alice, 'guess', `[2001:DB8::${host}:7]:44${host}`)).toBe(401);
    expect(await attempt(alice, 'guess', '2001:db8:0:0:ffff::1%eth0')).toBe(limited);
  });

  test('two proxies on one machine make nobody the same person', async () => {
    const behind = (address: string) => `${address}, 127.0.0.1`;
    for (let count = 0; count < 12; count++) await attempt(alice, 'guess', behind('203.0.113.7'));
    expect(await attempt(alice, passwords[alice], behind('203.0.113.8'))).toBe(200);
    expect(await attempt(bob, passwords[bob], behind('203.0.113.9'))).toBe(200);
  });
});
