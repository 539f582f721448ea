import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { passwords, startPool } from '../../../service/pool/testing/startPool.ts';
import { createColleagues } from '../../core/account/colleagues.ts';
import { createOrganisationKeeper } from '../../core/account/organisation.ts';
import { createTestSessions } from '../../testing/sessions.testkit.ts';
import { createListLog, seededRandom } from '../../testing/telemetry.testkit.ts';
import { systemClock } from '../system/clock.ts';
import { createProvisioning } from './provisioning.ts';

const electron = vi.hoisted(() => ({ session: {}, net: { isOnline: () => true } }));
vi.mock('electron', () => electron);
beforeEach(() => {
  electron.session = createTestSessions();
});

const alice = 'alice@contoso.com';

/** Alice, signed in at the pool there. */
async function signInAt(url: string) {
  const log = createListLog();
  const { ask, askPeople } = createProvisioning(
    () => new URL(url),
    'Candor',
    () => 'urn:uuid:0c67446e-f1a1-11d9-94d3-000a95a0e128',
  );
  const colleagues = createColleagues({ ask: askPeople, log });
  const keeper = createOrganisationKeeper({
    ask,
    pool: () => new URL(url).host,
    store: { read: () => undefined, write: () => undefined, signedIn: () => undefined },
    colleagues,
    clock: systemClock,
    random: seededRandom(),
    log,
  });
  onTestFinished(keeper.stop);
  keeper.follow(alice, passwords[alice], await keeper.ask(alice, passwords[alice]));
  await colleagues.settled();
  return colleagues;
}

test('a person learns how the pool names their colleagues, and at once when it names them otherwise', async () => {
  const pool = await startPool();
  onTestFinished(pool.remove);
  const colleagues = await signInAt(pool.url);
  expect(colleagues.all()).toEqual([
    { address: alice, name: 'alice' },
    { address: 'bob@contoso.com', name: 'bob' },
  ]);
  pool.change((data) => {
    const bob = data.accounts['bob@contoso.com'];
    if (!bob) throw new Error('there is no Bob');
    const named = { ...bob, displayName: 'Bob Baker' };
    return { ...data, accounts: { ...data.accounts, 'bob@contoso.com': named } };
  });
  await vi.waitFor(
    () => {
      expect(colleagues.nameOf('bob@contoso.com')).toBe('Bob Baker');
    },
    { timeout: 20_000 },
  );
});

test('a server that knows of no names gives none, and is asked for none', async () => {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(new URL(url, 'http://pool').pathname);
    response.writeHead(404).end();
  });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const colleagues = await signInAt(`http://127.0.0.1:${port}`);
  expect([colleagues.all(), asked]).toEqual([[], ['/v1/provisioning']]);
});
