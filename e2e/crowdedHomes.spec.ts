import { missingForCertificates } from './fixtures/certificate.ts';
import { homes as test, ways } from './fixtures/homes/homes.ts';
import { missingForNat } from './fixtures/homes/networks.ts';
import { people } from './fixtures/pool.ts';

const missing = missingForNat() ?? missingForCertificates();
test.skip(missing !== undefined, missing);
test.slow();

for (const way of ways)
  test(`four people at two homes, two of them guests in browsers, hear one another in a meeting, over ${way.through}`, async ({
    networks,
    startRelay,
    atHome,
    sitDown,
  }) => {
    await startRelay(way);
    const [hers, his] = await atHome();
    const [[, besideHer], [, besideHim]] = networks.homes;
    const [gwens, bens] = [sitDown('browser', besideHer), sitDown('browser', besideHim)];
    const link = String(await hers('meet'));
    await his('join', link);
    await gwens('join', link, 'Gwen Guest');
    await bens('join', link, 'Ben Browser');
    const everyone = [
      [hers, people.alice.displayName],
      [his, people.bob.displayName],
      [gwens, 'Gwen Guest'],
      [bens, 'Ben Browser'],
    ] as const;
    for (const [device] of everyone) {
      const others = everyone.flatMap(([other, name]) => (other === device ? [] : [name]));
      await device('hearEveryone', ...others);
    }
  });
