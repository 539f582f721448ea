import { join } from 'node:path';
import type { Page } from 'playwright';
import { en } from '../contract/text/en.ts';
import { fr } from '../contract/text/fr.ts';
import type { Text } from '../contract/text/index.ts';
import { axeFaults } from './fixtures/axeFaults.ts';
import { expect, test as base } from './fixtures/candor.ts';
import { walkThroughCalling } from './fixtures/everyState/calling.ts';
import { walkThroughData } from './fixtures/everyState/data.ts';
import { walkThroughMeeting } from './fixtures/everyState/meeting.ts';
import { walkThroughTalking } from './fixtures/everyState/talking.ts';
import { walkThroughTrouble } from './fixtures/everyState/trouble.ts';
import { usual, type Walk } from './fixtures/everyState/walk.ts';
import { layoutFaults } from './fixtures/layoutFaults.ts';
import { comparePictures, whyNotComparable } from './fixtures/pictures.ts';
import { buildPseudoClient, pseudo } from './fixtures/pseudoLocale.ts';

/** Moves the mouse away from what it points at, which looks different and may show a tooltip. */
async function pointAtNothing(page: Page): Promise<void> {
  await page.mouse.move(2, 2);
  await expect(page.getByRole('tooltip')).toBeHidden();
}

interface Fixtures {
  /**
   * Leads a client through a part of its states, and looks for faults in each.
   * @returns the faults.
   */
  faultsOn: (walk: (walk: Walk) => Promise<void>, ways: Ways) => Promise<readonly string[]>;
}

interface Ways {
  readonly t: Text;
  readonly language: string;
  /** Whether axe looks too, which finds the same in each language. */
  readonly withAxe: boolean;
  /** A client of the test's own. */
  readonly client?: string;
}

const test = base.extend<Fixtures, { longer: string }>({
  longer: [
    async ({}, use, { workerIndex }) => {
      const folder = join(import.meta.dirname, `../test-results/longer-${workerIndex}`);
      await buildPseudoClient(folder);
      await use(folder);
    },
    { scope: 'worker' },
  ],
  faultsOn: async ({ start, pool, folder }, use) => {
    await use(async (walk, { t, language, withAxe, client }) => {
      const faults: string[] = [];
      let isComparable: boolean | undefined;
      const look = async (page: Page, state: string) => {
        await pointAtNothing(page);
        const found = await layoutFaults(page);
        isComparable ??= client === undefined && (await whyNotComparable(page)) === undefined;
        if (isComparable) await comparePictures(page, state, language);
        await page.setViewportSize(usual);
        if (withAxe) found.push(...(await axeFaults(page)));
        faults.push(...found.map((fault) => `${state}, ${fault}`));
      };
      const env = { CANDOR_POOL_URL: pool.url };
      await walk({
        t,
        look,
        folder,
        poolUrl: pool.url,
        stopPool: pool.stop,
        open: (device, args = [], more = {}) =>
          start({
            userData: join(folder, device),
            env: { ...env, ...more },
            args: [`--lang=${language}`, ...args],
            ...(client === undefined ? {} : { client }),
          }),
        openOther: (device, args = []) => start({ userData: join(folder, device), env, args }),
      });
      return faults;
    });
  },
});

const walks = [
  [
    'talking and looking at what is sent',
    async (walk: Walk) => {
      const candor = await walk.open('alice');
      await walkThroughTalking(walk, candor.window);
      await walkThroughData(walk, candor);
    },
  ],
  ['calling', walkThroughCalling],
  ['meeting', walkThroughMeeting],
  ['trouble', walkThroughTrouble],
] as const;

test('what is drawn here can be compared with the stored pictures', async ({ start }) => {
  const { window } = await start();
  const why = await whyNotComparable(window);
  test.skip(why !== undefined, why);
});

for (const [what, walk] of walks) {
  test(`${what}: nothing is cut off, broken or out of reach at any size, nothing wrong to axe, and all looks as in its pictures`, async ({
    faultsOn,
  }) => {
    test.slow();
    expect(await faultsOn(walk, { t: en, language: 'en', withAxe: true })).toEqual([]);
  });

  test(`${what} in French: nothing is cut off, broken or out of reach at any size, and all looks as in its pictures`, async ({
    faultsOn,
  }) => {
    test.slow();
    expect(await faultsOn(walk, { t: fr, language: 'fr', withAxe: false })).toEqual([]);
  });

  test(`${what} with texts that are 40 % longer: they still fit at any size`, async ({
    faultsOn,
    longer,
  }) => {
    test.slow();
    const ways = { t: pseudo, language: 'en', withAxe: false, client: longer };
    expect(await faultsOn(walk, ways)).toEqual([]);
  });
}
