import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseRelayAccess, type RelayAccess } from '../../../contract/relays.ts';
import { parsePoolFile } from '../accounts/poolData.ts';
import { createTexts } from '../../../contract/text/index.ts';
import { askAs } from '../testing/askAs.ts';
import { joinAs, meetNow, openRoom } from '../testing/participant.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';

const alice = 'alice@contoso.com';
const secret = 'known to coturn alone';
const urls = ['turn:192.0.2.1', 'turns:turn.contoso.com:443?transport=tcp'];
const { t } = createTexts('en');

let pool: TestPool;
let now = Date.UTC(2026, 10, 30);

beforeEach(async () => {
  pool = await startPool({ now: () => now });
});
afterEach(() => pool.remove());

const nameTurn = (lifetime = 600) => {
  pool.change((data) => ({ ...data, turn: { urls, secret, lifetime } }));
};

const ask = (password: string = passwords[alice]) =>
  askAs(alice, password, `${pool.url}/v1/relays?account=${alice}`);

async function accessOf(response: Response): Promise<RelayAccess> {
  const parsed = parseRelayAccess(await response.text());
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

/** As coturn checks it: the password is the name's HMAC, and the name says until when. */
function expectGood({ username, password, ttl, uris }: RelayAccess, lifetime = 600): void {
  expect(password).toBe(createHmac('sha1', secret).update(username).digest('base64'));
  expect(Number(username.split(':')[0])).toBe(now / 1000 + lifetime);
  expect({ ttl, uris }).toEqual({ ttl: lifetime, uris: urls });
}

test('whoever proves who they are gets access that coturn accepts, new each time, which names nobody', async () => {
  nameTurn();
  const [first, second] = [await accessOf(await ask()), await accessOf(await ask())];
  expectGood(first);
  expectGood(second);
  expect(first.username).not.toBe(second.username);
  expect(first.username).not.toContain('alice');
});

test('nobody else gets any, and there is none where the file names no relay', async () => {
  expect((await ask()).status).toBe(404);
  nameTurn();
  expect((await ask('guess')).status).toBe(401);
  expect((await fetch(`${pool.url}/v1/relays?account=${alice}`)).status).toBe(401);
  expect((await fetch(`${pool.url}/v1/relays`)).status).toBe(400);
});

test('whoever is let into a meeting gets access with it, a guest too, and new one for the asking', async () => {
  nameTurn();
  const { id } = await meetNow(pool);
  const guest = await joinAs(pool, id, { name: 'Greta' });
  expect(guest.joined.meeting.relays).toEqual(urls);
  expectGood(guest.joined.relays!);
  now += 300_000;
  guest.say({ type: 'relays' });
  const { relays } = await guest.receive('relays');
  expectGood(relays);
});

test('who asks a room for access before being let in gets none', async () => {
  nameTurn();
  const { id } = await meetNow(pool);
  const stranger = await openRoom(pool.url, id);
  stranger.say({ type: 'relays' });
  expect(await stranger.receive('refused')).toEqual({ type: 'refused', reason: 'malformed' });
});

test('a meeting says nothing of relays where there are none', async () => {
  const { id } = await meetNow(pool);
  const { joined } = await joinAs(pool, id, { name: 'Greta' });
  expect([joined.relays, joined.meeting.relays]).toEqual([undefined, undefined]);
});

test('the secret is in no answer, no log and no problem', async () => {
  nameTurn();
  const { id } = await meetNow(pool);
  const { joined } = await joinAs(pool, id, { name: 'Greta' });
  const path = join(pool.folder, 'pool', 'pool.json');
  const answers = [
    JSON.stringify(joined),
    await (await ask()).text(),
    await (await fetch(`${pool.url}/v1/meetings/${id}`)).text(),
    await (
      await askAs(alice, passwords[alice], `${pool.url}/v1/provisioning?account=${alice}`)
    ).text(),
    await (await fetch(`${pool.url}/metrics`)).text(),
  ];
  writeFileSync(path, readFileSync(path, 'utf8').replace('turn:192.0.2.1', 'http://192.0.2.1'));
  await vi.waitFor(() => {
    expect(pool.log.join()).toContain('turn.urls');
  }, 20_000);
  expect([...answers, ...pool.log].join('\n')).not.toContain(secret);
});

test.each([
  [{ urls: [], secret }, 'turn.urls: must be one to eight addresses of TURN servers'],
  [{ urls: ['stun:a'], secret }, 'turn.urls.0: must be one to eight addresses of TURN servers'],
  [{ urls, secret: 'short' }, 'turn.secret: must be the secret that coturn has too'],
  [{ urls }, 'turn.secret: must be the secret that coturn has too'],
  [{ urls, secret, lifetime: 5 }, 'turn.lifetime: must be a whole number of seconds'],
  [{ urls, secret, realm: 'x' }, 'turn.realm: does not belong there'],
  [true, 'turn: does not belong there'],
])('a file whose relays are malformed is told of by place: %j', (turn, problem) => {
  const parsed = parsePoolFile(JSON.stringify({ organisations: {}, accounts: {}, turn }));
  expect(parsed.ok ? '' : parsed.problem(t)).toContain(problem);
});
