import { join } from 'node:path';
import {
  answer,
  call,
  callBar,
  callSwitches,
  hangUp,
  hearsOther,
  keepConnections,
} from './fixtures/calling.ts';
import { expect, test as base, type Candor } from './fixtures/candor.ts';
import { startCoturn, whyNoCoturn } from './fixtures/coturn.ts';
import { people, type Person } from './fixtures/pool.ts';
import { addContact, signIn } from './fixtures/talking.ts';

const { alice, bob } = people;
const missing = whyNoCoturn();
const secret = 'what coturn and the pool know';

interface Fixtures {
  /** Names relays in the pool's file. */
  nameTurn: (urls: string[], secret?: string) => void;
  /** Two people sit down, each on a device of their own. */
  sitDown: () => Promise<readonly [Candor, Candor]>;
}

const test = base.extend<Fixtures>({
  nameTurn: async ({ pool }, use) => {
    await use((urls, known = secret) => {
      pool.change((data) => ({ ...data, turn: { urls, secret: known, lifetime: 600 } }));
    });
  },
  sitDown: async ({ start, pool, folder }, use) => {
    const one = async (person: Person, other: Person) => {
      const env = { CANDOR_POOL_URL: pool.url };
      const candor = await start({
        userData: join(folder, person.address),
        args: callSwitches,
        env,
      });
      await signIn(candor.window, person);
      await addContact(candor.window, other);
      await keepConnections(candor.window);
      return candor;
    };
    await use(async () => [await one(alice, bob), await one(bob, alice)]);
  },
});

test.skip(missing !== undefined, missing);

/** The addresses that a window's last connection told of itself, and heard of the other. */
const told = (candor: Candor) =>
  candor.window.evaluate(() => {
    const { keptConnections } = globalThis as unknown as {
      keptConnections: { connection: RTCPeerConnection }[];
    };
    const { remoteDescription } = keptConnections.at(-1)!.connection;
    return remoteDescription!.sdp.split('\r\n').filter((line) => line.startsWith('a=candidate:'));
  });

for (const transport of ['udp', 'tcp'] as const)
  test(`a call goes through the relay alone where policy says so (${transport}), and tells nobody an address`, async ({
    folder,
    pool,
    nameTurn,
    sitDown,
  }) => {
    const coturn = await startCoturn(folder, secret);
    nameTurn([`turn:127.0.0.1:${coturn.port}?transport=${transport}`]);
    pool.setPolicy({ RelayOnly: true });
    const [alices, bobs] = await sitDown();
    await call(alices.window, bob.displayName);
    await answer(bobs.window);
    for (const [{ window }, other] of [
      [alices, bob],
      [bobs, alice],
    ] as const) {
      await expect(callBar(window, other.displayName)).toContainText('Sound goes through a relay');
      await expect.poll(() => hearsOther(window)).toBe(true);
    }
    for (const candidates of [await told(alices), await told(bobs)]) {
      expect(candidates).not.toEqual([]);
      for (const line of candidates) expect(line).toContain('typ relay raddr 0.0.0.0');
    }
    await hangUp(alices.window, bob.displayName);
    await expect(callBar(bobs.window, alice.displayName)).toBeHidden();
    await coturn.stop();
  });
