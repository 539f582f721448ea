import { afterEach, describe, expect, it, vi } from 'vitest';
import { startKamailio, whyNoKamailio } from '../../service/pool/interop/kamailio.ts';
import { startEmbedded, type SipServerUnderTest } from '../../service/pool/interop/servers.ts';
import { passwords } from '../../service/pool/testing/startPool.ts';
import { createPoolUser, type PoolUser } from '../testing/talker.testkit.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
/** Messages each way: half before the server goes away, half while it is gone. */
const HALF = 500;
const patient = { timeout: 300_000 };

const noKamailio = whyNoKamailio();
const servers = [
  { name: 'our pool', start: startEmbedded, why: undefined },
  { name: 'Kamailio', start: () => startKamailio(passwords), why: noKamailio },
] as const;

let server: SipServerUnderTest | undefined;
const talkers: PoolUser[] = [];
afterEach(async () => {
  for (const talker of talkers.splice(0)) talker.connection.signOut();
  await server?.remove();
  server = undefined;
});

async function talkerOf(poolUrl: string, account: keyof typeof passwords): Promise<PoolUser> {
  const talker = createPoolUser();
  talkers.push(talker);
  const credentials = { account, password: passwords[account] };
  talker.connection.signIn({ poolUrl, credentials, isPatient: false });
  await talker.until('signedIn');
  return talker;
}

const lines = (who: string, from: number) =>
  Array.from({ length: HALF }, (_, index) => `${who} ${from + index} 🙂\nnext line`);

const write = (talker: PoolUser, peer: string, texts: readonly string[]) => {
  for (const text of texts) talker.write(peer, text);
};

/** What a history would keep: a message whose answer got lost comes again, with the same id. */
const firstOfEach = ({ received }: PoolUser) => [
  ...new Map(received.map(({ id, text }) => [id, text])).values(),
];

describe.each(servers)('the client at $name', ({ name, start, why }) => {
  it.skipIf(why !== undefined)(
    `two people write ${HALF * 4} messages while it goes away and returns: nothing lost, in order, each once${why === undefined ? '' : ` (${name}: ${why})`}`,
    { timeout: 600_000 },
    async () => {
      const running = await start();
      server = running;
      const [a, b] = [await talkerOf(running.wsUrl, alice), await talkerOf(running.wsUrl, bob)];
      write(a, bob, lines('a', 0));
      write(b, alice, lines('b', 0));
      await vi.waitFor(() => {
        expect(b.received.length).toBeGreaterThan(20);
      }, patient);
      await running.stop();
      await Promise.all([a.until('reconnecting'), b.until('reconnecting')]);
      write(a, bob, lines('a', HALF));
      write(b, alice, lines('b', HALF));
      await running.start();
      await vi.waitFor(() => {
        expect([a.settled.size, b.settled.size]).toEqual([2 * HALF, 2 * HALF]);
      }, patient);

      for (const { settled } of [a, b])
        expect([...settled.values()].filter(({ delivery }) => delivery !== 'delivered')).toEqual(
          [],
        );
      expect(firstOfEach(b)).toEqual([...lines('a', 0), ...lines('a', HALF)]);
      expect(firstOfEach(a)).toEqual([...lines('b', 0), ...lines('b', HALF)]);
      expect(a.told).toEqual(['attempted', 'signed in', 'lost', 'signed in again']);
      expect(a.losses[0]?.code).toMatch(/^1\d{3}$/);
      expect(a.losses[0]?.quality?.roundTrip).toBeGreaterThan(0);
    },
  );
});
