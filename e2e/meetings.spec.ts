import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { expect, test, type Candor } from './fixtures/candor.ts';
import {
  joinFromLobby,
  linkIn,
  meetNow,
  openBrowser,
  opensMeeting,
  pasteLink,
  peerSwitches,
  personIn,
  webFolder,
} from './fixtures/meeting.ts';
import { createOrganisationPool, people, type Person } from './fixtures/pool.ts';
import { signIn } from './fixtures/talking.ts';

const { alice, bob } = people;

interface Meeting {
  /** A person at their own device, signed in at the organisation's pool. */
  readonly sitDown: (person: Person) => Promise<Candor>;
  /** Opens a link on a device on which nobody is signed in. */
  readonly openAsGuest: (link: string) => Promise<Candor>;
  /** Opens an address in a browser, as another person would. */
  readonly browse: (address: string) => Promise<Page>;
}

const meeting = test.extend<Meeting & { chrome: Browser }>({
  pool: async ({ folder, wire }, use) => {
    const pool = await createOrganisationPool(join(folder, 'pool'), {
      ...{ webFolder, telemetryUrl: wire.url },
    });
    await use(pool);
    await pool.stop();
  },
  sitDown: async ({ start, pool, folder }, use) => {
    await use(async (person) => {
      const candor = await start({
        userData: join(folder, person.address),
        args: peerSwitches,
        env: { CANDOR_POOL_URL: pool.url },
      });
      await signIn(candor.window, person);
      return candor;
    });
  },
  openAsGuest: async ({ start, folder }, use) => {
    await use((link) => start({ userData: join(folder, 'guest'), args: [...peerSwitches, link] }));
  },
  chrome: async ({}, use) => {
    const browser = await openBrowser();
    await use(browser);
    await browser.close();
  },
  browse: async ({ chrome }, use) => {
    await use(async (address) => {
      const context = await chrome.newContext({ permissions: ['microphone'] });
      const page = await context.newPage();
      await page.goto(address);
      return page;
    });
  },
});

/** Everyone's sound arrives at this window: who is silent, by the level of what arrives, is not said to speak. */
async function hears(window: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await expect(personIn(window, name)).toContainText('Speaking');
}

meeting('two people meet, and hear each other', async ({ sitDown }) => {
  const alices = await sitDown(alice);
  const bobs = await sitDown(bob);
  const hosting = await meetNow(alices.app, alices.window);
  await joinFromLobby(hosting);
  const link = await linkIn(hosting);
  const joining = await opensMeeting(bobs.app, async () => {
    await pasteLink(bobs.window, link);
  });
  await joinFromLobby(joining);
  await hears(hosting, [bob.displayName]);
  await hears(joining, [alice.displayName]);
});
