import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { expect, test, type Candor } from './fixtures/candor.ts';
import {
  appLink,
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
import {
  createOrganisationPool,
  people,
  type OrganisationPool,
  type Person,
} from './fixtures/pool.ts';
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

meeting(
  'a meeting is counted on the desktop’s surface, its minutes by the clock, and a link to none as an attempt',
  async ({ sitDown, pool, service, folder, start }) => {
    const bobs = await sitDown(bob);
    const hosting = await meetNow(bobs.app, bobs.window);
    const before = performance.now();
    await joinFromLobby(hosting);
    await expect(personIn(hosting, bob.displayName)).toContainText('Host');
    const joined = performance.now();
    await hosting.waitForTimeout(4000);
    const leaving = performance.now();
    await hosting.getByRole('button', { name: 'Leave', exact: true }).click();
    await hosting.getByRole('heading', { name: 'You left the meeting' }).waitFor();
    const left = performance.now();
    await hosting.getByRole('button', { name: 'Close', exact: true }).click();

    const nowhere = await opensMeeting(bobs.app, async () => {
      await pasteLink(bobs.window, `${pool.url}/join/abcd-efgh-jkmn`);
    });
    await expect(nowhere.getByRole('heading', { level: 1 })).toHaveText('There is no such meeting');
    await bobs.quit();
    await start({ userData: join(folder, bob.address) });

    const counted = async () =>
      (await service.received('usage')).find(({ fields }) => 'meetingJoinAttempts' in fields);
    await expect.poll(async () => (await counted())?.surface).toBe('desktop');
    const fields = (await counted())?.fields ?? {};
    expect(fields).toMatchObject({ meetingJoinAttempts: 2, meetingJoinSuccesses: 1 });
    const seconds = Number(fields['callMinutes']) * 60;
    expect(seconds).toBeGreaterThan((leaving - joined) / 1000 - 1);
    expect(seconds).toBeLessThan((left - before) / 1000 + 1);
  },
);

meeting(
  'people whose pool is gone for ten seconds come back by themselves, and hear each other again',
  async ({ sitDown, pool }) => {
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
    await pool.stop();
    for (const window of [hosting, joining])
      await expect(window.getByText('Connection lost')).toBeVisible();
    await hosting.waitForTimeout(10_000);
    await pool.start();
    for (const window of [hosting, joining])
      await expect(window.getByText('Connection lost')).toBeHidden();
    await expect(personIn(joining, alice.displayName)).toContainText('Host');
    await expect(personIn(hosting, bob.displayName)).not.toContainText('Guest');
    await hears(hosting, [bob.displayName]);
    await hears(joining, [alice.displayName]);
  },
);

meeting(
  'when the host ends a meeting, everyone is told, and its link says so',
  async ({ sitDown, browse }) => {
    const alices = await sitDown(alice);
    const hosting = await meetNow(alices.app, alices.window);
    await joinFromLobby(hosting);
    const link = await linkIn(hosting);
    const page = await browse(`${link}/browser`);
    await joinFromLobby(page, 'Ben Browser');
    await personIn(hosting, 'Ben Browser').waitFor();
    await hosting.getByRole('button', { name: 'End for everyone…' }).click();
    await hosting.getByRole('button', { name: 'End the meeting' }).click();
    for (const window of [hosting, page])
      await window.getByRole('heading', { name: 'The meeting is over' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'This meeting is over' }).waitFor();
    await hosting.getByRole('button', { name: 'Close', exact: true }).click();
    const again = await opensMeeting(alices.app, async () => {
      await pasteLink(alices.window, link);
    });
    await expect(again.getByRole('heading', { level: 1 })).toHaveText('The meeting is over');
  },
);

meeting(
  'five meet, two of them in browsers: everyone hears everyone, and sees who leaves',
  async ({ sitDown, openAsGuest, browse }) => {
    meeting.slow();
    const alices = await sitDown(alice);
    const bobs = await sitDown(bob);
    const hosting = await meetNow(alices.app, alices.window);
    await joinFromLobby(hosting);
    const link = await linkIn(hosting);
    const joining = await opensMeeting(bobs.app, async () => {
      await pasteLink(bobs.window, link);
    });
    await joinFromLobby(joining);
    const { window: guests } = await openAsGuest(appLink(link));
    await joinFromLobby(guests, 'Gwen Guest');
    const [bens, bias] = [await browse(`${link}/browser`), await browse(`${link}/browser`)];
    await joinFromLobby(bens, 'Ben Browser');
    await joinFromLobby(bias, 'Bia Browser');

    const rooms = new Map([
      [alice.displayName, hosting],
      [bob.displayName, joining],
      ['Gwen Guest', guests],
      ['Ben Browser', bens],
      ['Bia Browser', bias],
    ]);
    for (const [name, room] of rooms)
      await hears(
        room,
        [...rooms.keys()].filter((other) => other !== name),
      );
    await bias.getByRole('button', { name: 'Leave', exact: true }).click();
    for (const room of [hosting, joining, guests, bens])
      await expect(personIn(room, 'Bia Browser')).toBeHidden();
    await hears(bens, [alice.displayName, bob.displayName, 'Gwen Guest']);
  },
);

const setTelemetry = (pool: OrganisationPool, telemetry: boolean): void => {
  pool.change((data) => ({ ...data, meetings: { ...data.meetings, telemetry } }));
};

for (const isOn of [false, true])
  meeting(
    `a guest and a browser, where the host’s setting is ${isOn ? 'on' : 'off'}: what leaves is what it allows`,
    async ({ sitDown, openAsGuest, browse, pool, wire }) => {
      setTelemetry(pool, isOn);
      const alices = await sitDown(alice);
      const hosting = await meetNow(alices.app, alices.window);
      await joinFromLobby(hosting);
      const link = await linkIn(hosting);

      const guests = await openAsGuest(appLink(link));
      await expect(guests.window.getByText(/is decided by Contoso/)).toContainText(
        isOn ? 'It lets usage data' : 'It lets no usage data',
      );
      await joinFromLobby(guests.window, 'Gwen Guest');
      const page = await browse(`${link}/browser`);
      await joinFromLobby(page, 'Ben Browser');

      await hears(hosting, ['Gwen Guest', 'Ben Browser']);
      await hears(guests.window, [alice.displayName, 'Ben Browser']);
      await hears(page, [alice.displayName, 'Gwen Guest']);
      await expect(personIn(hosting, 'Gwen Guest')).toContainText('Guest');
      await expect(personIn(page, alice.displayName)).toContainText('Host');

      await page.getByRole('textbox', { name: 'Write to everyone' }).fill('Hello from here');
      await page.getByRole('textbox', { name: 'Write to everyone' }).press('Enter');
      await expect(hosting.getByText('Hello from here')).toBeVisible();
      await expect(guests.window.getByText('Hello from here')).toBeVisible();
      await page.getByRole('button', { name: 'Mute', exact: true }).click();
      await expect(personIn(hosting, 'Ben Browser')).toContainText('Muted');

      for (const window of [page, guests.window])
        await window.getByRole('button', { name: 'Leave', exact: true }).click();
      const surfaces = (category: string) =>
        new Set(
          wire
            .records()
            .filter((record) => record.category === category)
            .map(({ line }) => (JSON.parse(line) as { surface: string }).surface),
        );
      await expect.poll(() => surfaces('census').has('meetings')).toBe(true);
      if (isOn) {
        await expect.poll(() => surfaces('usage')).toContain('meetings');
        await expect.poll(() => surfaces('usage')).toContain('launcher');
      } else {
        await guests.quit();
        expect(surfaces('usage')).not.toContain('meetings');
        expect(surfaces('usage')).not.toContain('launcher');
      }
      expect(surfaces('census')).not.toContain('launcher');
    },
  );

meeting(
  'a hostile link opens a window that says why, and nothing else',
  async ({ openAsGuest }) => {
    const { window } = await openAsGuest(
      'candor:join?pool=https://alice:secret@evil.example&meeting=abcd-efgh-jkmn',
    );
    await expect(window.getByRole('heading', { level: 1 })).toHaveText(
      'This link leads to no meeting',
    );
    await expect(window.getByText(/a user name or a password/)).toBeVisible();
  },
);
