import type { Page } from 'playwright';
import { en } from '../contract/text/en.ts';
import { fr } from '../contract/text/fr.ts';
import { expect, test } from './fixtures/candor.ts';
import { visitEveryState, type Look } from './fixtures/everyState.ts';
import { layoutFaults } from './fixtures/layoutFaults.ts';
import { people } from './fixtures/pool.ts';
import { buildPseudoClient, pseudo } from './fixtures/pseudoLocale.ts';

/**
 * The usual window; the same at 200 % zoom, which leaves half the room; the narrowest that there is.
 */
const sizes = [
  { width: 960, height: 680 },
  { width: 480, height: 340 },
  { width: 320, height: 640 },
];

/** What is drawn anew at another size takes a moment. */
async function faultsAtRest(page: Page): Promise<readonly string[]> {
  let found = await layoutFaults(page);
  for (let looks = 0; found.length > 0 && looks < 5; looks += 1) {
    await page.waitForTimeout(100);
    found = await layoutFaults(page);
  }
  return found;
}

/** Notes what is wrong with each state at each size. */
function inspector() {
  const faults: string[] = [];
  const look: Look = async (page, state) => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      const found = await faultsAtRest(page);
      await page.screenshot({});
      faults.push(...found.map((fault) => `${state}, ${size.width} wide: ${fault}`));
    }
  };
  return { faults, look };
}

const languages = [
  ['English', 'en', en],
  ['French', 'fr', fr],
] as const;

for (const [name, language, t] of languages)
  test(`in ${name} nothing is cut off, broken or out of reach, in any window, state or size`, async ({
    start,
    pool,
  }) => {
    const env = { CANDOR_POOL_URL: pool.url };
    const { window, app } = await start({ env, args: [`--lang=${language}`] });
    const { faults, look } = inspector();
    await visitEveryState({ app, window, t, look }, people.alice, people.bob);
    expect(faults).toEqual([]);
  });

test('texts that are 40 % longer still fit, in any window, state or size', async ({
  start,
  pool,
  folder,
}) => {
  const client = `${folder}/longer`;
  await buildPseudoClient(client);
  const { window, app } = await start({ client, env: { CANDOR_POOL_URL: pool.url } });
  const { faults, look } = inspector();
  await visitEveryState({ app, window, t: pseudo, look }, people.alice, people.bob);
  expect(faults).toEqual([]);
});
