import { randomBytes } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test as base } from './fixtures/candor.ts';
import { end } from './fixtures/coturn.ts';
import { keyHash, makeCertificate, missingForCertificates } from './fixtures/certificate.ts';
import {
  createNatNetworks,
  missingForNat,
  PLAIN_PORT,
  RELAY,
  TLS_PORT,
  type NatNetworks,
} from './fixtures/natNetworks.ts';

const root = join(import.meta.dirname, '..');
const node = join(root, 'node_modules', '.bin', 'node');
const device = join(import.meta.dirname, 'fixtures/homeDevice.ts');
const secret = 'what coturn and the pool know';
const missing = missingForNat() ?? missingForCertificates();

/** Somebody’s client at home; each act resolves to what came of it. */
type Device = (act: string) => Promise<unknown>;

interface Fixtures {
  networks: NatNetworks;
  certificate: ReturnType<typeof makeCertificate>;
  /** Alice and Bob, each at a home of their own, signed in. */
  atHome: () => Promise<readonly [Device, Device]>;
}

const test = base.extend<Fixtures>({
  networks: async ({}, use) => {
    const networks = createNatNetworks(`c${randomBytes(3).toString('hex')}`);
    await use(networks);
    await networks.remove();
  },
  certificate: async ({ folder }, use) => {
    await use(makeCertificate(folder, ['turn.contoso.com']));
  },
  atHome: async ({ networks, folder, pool, certificate }, use) => {
    const { port } = new URL(pool.url);
    const socket = join(folder, 'way-to-the-pool');
    const way = createServer((near) => {
      const far = connect(Number(port), '127.0.0.1');
      near.pipe(far).pipe(near);
      near.on('error', () => far.destroy());
      far.on('error', () => near.destroy());
    });
    way.listen(socket);
    const children: ChildProcess[] = [];
    const sitDown = async (who: string, home: string): Promise<Device> => {
      const child = spawn(
        'ip',
        [
          ...['netns', 'exec', home, node, device, who, join(folder, who), port, socket],
          `--ignore-certificate-errors-spki-list=${keyHash(certificate.cert)}`,
        ],
        { stdio: ['pipe', 'pipe', 'inherit'] },
      );
      children.push(child);
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const act: Device = async (name) => {
        child.stdin.write(`${name}\n`);
        const line = await lines.next();
        if (line.done) throw new Error(`${who}’s client ended, asked to ${name}`);
        return (JSON.parse(line.value) as { result?: unknown }).result;
      };
      await act('signIn');
      return act;
    };
    await use(async () => {
      const [first, second] = networks.homes;
      return [await sitDown('alice', first), await sitDown('bob', second)];
    });
    for (const child of children) {
      child.stdin?.end('quit\n');
      if (child.exitCode === null) await once(child, 'exit');
      await end(child);
    }
    way.close();
  },
});

test.skip(missing !== undefined, missing);
test.slow();

const ways = [
  { through: 'UDP', urls: [`turn:${RELAY}:${PLAIN_PORT}`], closesUdp: false },
  {
    through: 'TLS, where UDP is closed',
    urls: [`turn:${RELAY}:${PLAIN_PORT}`, `turns:${RELAY}:${TLS_PORT}?transport=tcp`],
    closesUdp: true,
  },
] as const;

for (const { through, urls, closesUdp } of ways)
  test(`two people behind routers that translate addresses hear each other through the relay, over ${through}`, async ({
    networks,
    certificate,
    folder,
    pool,
    atHome,
  }) => {
    await networks.startCoturn(folder, secret, certificate);
    if (closesUdp) networks.closeUdp();
    pool.change((data) => ({ ...data, turn: { urls: [...urls], secret, lifetime: 600 } }));
    const [alice, bob] = await atHome();
    await alice('call');
    await bob('answer');
    for (const person of [alice, bob]) {
      expect(await person('isRelayed')).toBe(true);
      expect(await person('hears')).toBe(true);
    }
    await alice('hangUp');
  });

for (const { known, urls, advice } of [
  { known: 'no relay', urls: [], advice: 'name a relay in the pool’s file' },
  {
    known: 'a relay that does not run',
    urls: [`turn:${RELAY}:${PLAIN_PORT}`],
    advice: 'Your organisation’s relay can’t be reached from this network',
  },
])
  test(`where no way is found between them, they read what an administrator can do: the pool knows ${known}`, async ({
    pool,
    atHome,
  }) => {
    const turn = { urls, secret, lifetime: 600 };
    if (urls.length > 0) pool.change((data) => ({ ...data, turn }));
    const [alice, bob] = await atHome();
    await alice('call');
    await bob('answer');
    expect(await alice('why')).toContain(advice);
  });
