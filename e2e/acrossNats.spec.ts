import { expect } from './fixtures/candor.ts';
import { missingForCertificates } from './fixtures/certificate.ts';
import { homes as test, ways } from './fixtures/homes/homes.ts';
import { missingForNat, PLAIN_PORT, RELAY } from './fixtures/homes/networks.ts';

const missing = missingForNat() ?? missingForCertificates();
test.skip(missing !== undefined, missing);
test.slow();

for (const way of ways)
  test(`two people behind routers that translate addresses hear each other through the relay, over ${way.through}`, async ({
    startRelay,
    atHome,
  }) => {
    await startRelay(way);
    const [hers, his] = await atHome();
    await hers('call');
    await his('answer');
    for (const device of [hers, his]) {
      await device('isRelayed');
      expect(await device('hears')).toBe(true);
    }
    await hers('hangUp');
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
    nameRelays,
    atHome,
  }) => {
    if (urls.length > 0) nameRelays(urls);
    const [hers, his] = await atHome();
    await hers('call');
    await his('answer');
    expect(await hers('why')).toContain(advice);
  });
