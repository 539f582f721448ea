import { writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MOST_BESIDE_HOST, meetingPaths } from '../contract/meetingLimits.ts';
import { joinAs, meetNow as makeMeeting } from '../service/pool/testing/participant.ts';
import { axeFaults } from './fixtures/axeFaults.ts';
import { expect, type Candor } from './fixtures/candor.ts';
import {
  appLink,
  joinFromLobby,
  joinToListen,
  linkIn,
  meetNow,
  opensMeeting,
  pasteLink,
  peerSwitches,
  personIn,
  stopNetwork,
} from './fixtures/meeting.ts';
import { hears, meeting } from './fixtures/meetingTest.ts';
import { people, type OrganisationPool } from './fixtures/pool.ts';
import type { Wire } from './fixtures/wire.ts';

// Each uses several browsers at once; two of them side by side would leave none the time for its sound.
meeting.describe.configure({ mode: 'default' });

const { alice, bob } = people;

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
    // Reported to the tenth of a minute.
    const seconds = Number(fields['callMinutes']) * 60;
    expect(seconds).toBeGreaterThan((leaving - joined) / 1000 - 4);
    expect(seconds).toBeLessThan((left - before) / 1000 + 4);
  },
);

meeting(
  'people whose pool is gone come back by themselves, as who they were, and hear each other again',
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
  'who loses their network for ten seconds comes back to their place, and sound flows again both ways',
  async ({ sitDown, browse, chrome, relay }) => {
    const alices = await sitDown(alice);
    const hosting = await meetNow(alices.app, alices.window);
    await joinFromLobby(hosting);
    const { pathname } = new URL(await linkIn(hosting));
    const page = await browse(`${relay.url}${pathname}/browser`);
    await joinFromLobby(page, 'Ben Browser');
    const ben = personIn(hosting, 'Ben Browser');
    await hears(hosting, ['Ben Browser']);
    await hears(page, [alice.displayName]);

    const resume = await stopNetwork(chrome);
    relay.cut();
    await expect(ben).toContainText('Connection lost');
    await hosting.waitForTimeout(10_000);
    await expect(ben).not.toContainText('Speaking');
    await expect(personIn(page, alice.displayName)).not.toContainText('Speaking');
    relay.mend();
    resume();

    await expect(page.getByText('Connection lost')).toBeHidden();
    await expect(ben).not.toContainText('Connection lost');
    await expect(ben).toHaveCount(1);
    await hears(hosting, ['Ben Browser']);
    await hears(page, [alice.displayName]);
  },
);

meeting(
  'a link that is opened during a meeting asks first, and one that leads nowhere takes nobody out of it',
  async ({ sitDown, follow, pool }) => {
    const { joinUrl } = await makeMeeting(pool, alice.address, 'Quarterly review');
    const bobs = await sitDown(bob);
    const staying = await meetNow(bobs.app, bobs.window);
    await joinFromLobby(staying);
    const own = await linkIn(staying);
    const question = staying.getByRole('alertdialog', { name: 'Leave this meeting for another?' });

    await follow(bob, appLink(joinUrl));
    await expect(question).toContainText('“Quarterly review”, hosted by Alice Archer, Contoso');
    await expect(question.getByRole('button', { name: 'Stay here' })).toBeFocused();
    await staying.keyboard.press('Enter');
    await expect(question).toBeHidden();
    await pasteLink(bobs.window, `${pool.url}/join/abcd-efgh-jkmn`);
    const nowhere = staying.getByRole('alertdialog', { name: 'There is no such meeting' });
    await nowhere.getByRole('button', { name: 'Close' }).click();
    await pasteLink(bobs.window, own);
    await expect(personIn(staying, bob.displayName)).toContainText('Host');
    await expect(staying.getByRole('alertdialog')).toBeHidden();

    await pasteLink(bobs.window, joinUrl);
    await question.getByRole('button', { name: 'Leave, and join the other' }).click();
    await expect(staying.getByRole('heading', { level: 1 })).toHaveText('Quarterly review');
    await joinFromLobby(staying);
    await expect(personIn(staying, bob.displayName)).not.toContainText('Host');
  },
);

meeting(
  'who has no microphone hears the others, and is told when the host ends the meeting, as its link is',
  async ({ sitDown, browse, pool }) => {
    const alices = await sitDown(alice);
    const hosting = await meetNow(alices.app, alices.window);
    await joinFromLobby(hosting);
    const link = await linkIn(hosting);
    const page = await browse(`${link}/browser`, []);
    await joinToListen(page, 'Ben Browser');
    await expect(personIn(hosting, 'Ben Browser')).toContainText('Muted');
    await hears(page, [alice.displayName]);
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
    await again.getByRole('button', { name: 'Close', exact: true }).click();

    const next = await meetNow(alices.app, alices.window);
    await joinFromLobby(next);
    await next.getByRole('button', { name: 'End for everyone…' }).click();
    await next.getByRole('dialog').waitFor();
    pool.change(({ accounts: { [alice.address]: gone, ...accounts }, ...data }) => {
      expect(gone).toBeDefined();
      return { ...data, accounts };
    });
    await next.getByRole('heading', { name: 'The meeting is over' }).waitFor();
    // Nothing on the page stays hidden behind a dialog that is gone.
    await expect(next.getByRole('button', { name: 'Close', exact: true })).toBeVisible();
  },
);

const setTelemetry = (pool: OrganisationPool, telemetry: boolean): void => {
  pool.change((data) => ({ ...data, meetings: { ...data.meetings, telemetry } }));
};

/** The records sent from anything but the desktop, mapped by `how`. */
const guestsRecords = (
  wire: Wire,
  how: (record: { surface: string; category: string; fields: Record<string, unknown> }) => unknown,
): Set<unknown> =>
  new Set(
    wire
      .records()
      .map(({ line }) => JSON.parse(line) as Parameters<typeof how>[0])
      .filter(({ surface }) => surface !== 'desktop')
      .map(how),
  );

for (const isOn of [false, true])
  meeting(
    `who joins by link without being signed in is a guest: where the host’s setting is ${isOn ? 'on' : 'off'}, nothing of the meeting is the desktop’s, then or later`,
    async ({ sitDown, start, folder, pool, wire }) => {
      meeting.slow();
      setTelemetry(pool, isOn);
      const alices = await sitDown(alice);
      const hosting = await meetNow(alices.app, alices.window);
      await joinFromLobby(hosting);
      const link = await linkIn(hosting);

      const device = {
        userData: join(folder, 'visitor'),
        args: peerSwitches,
        env: { CANDOR_POOL_URL: pool.url },
      };
      const visitor = await start(device);
      const visit = await opensMeeting(visitor.app, async () => {
        await pasteLink(visitor.window, link);
      });
      await expect(visit.getByText(/is decided by Contoso/)).toContainText(
        isOn ? 'It lets usage data' : 'It lets no usage data',
      );
      await joinFromLobby(visit, 'Vera Visitor');
      await hears(visit, [alice.displayName]);
      await expect(personIn(hosting, 'Vera Visitor')).toContainText('Guest');
      await visit.getByRole('button', { name: 'Leave', exact: true }).click();
      await visit.getByRole('button', { name: 'Close', exact: true }).click();

      const ofMeeting = ['meetingJoinAttempts', 'meetingJoinSuccesses', 'callMinutes'];
      const surfaces = () =>
        new Set(
          wire
            .records()
            .map(({ line }) => JSON.parse(line) as { surface: string; fields: object })
            .filter(({ fields }) => ofMeeting.some((field) => field in fields))
            .map(({ surface }) => surface),
        );
      const where = isOn ? ['meetings'] : [];
      await expect.poll(() => [...surfaces()]).toEqual(where);
      await visitor.quit();
      const sessions = () =>
        wire.records().filter(({ line }) => line.includes('"sessions"')).length;
      const before = sessions();
      await start(device);
      await expect.poll(sessions).toBeGreaterThan(before);
      expect([...surfaces()]).toEqual(where);
    },
  );

/** Makes the system refuse the microphone to a meeting's window, or grant it, from the next load on. */
async function reloadWithMicrophone({ app, window }: Candor, isGranted: boolean): Promise<void> {
  await app.evaluate(({ session }, granted) => {
    session.defaultSession.setPermissionCheckHandler(() => granted);
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
      answer(granted);
    });
  }, isGranted);
  const loaded = window.waitForEvent('load');
  await app.evaluate(({ webContents }) => {
    webContents.getAllWebContents()[0]?.reload();
  });
  await loaded;
}

for (const isOn of [false, true])
  meeting(
    `a guest and a browser, where the host’s setting is ${isOn ? 'on' : 'off'}: what leaves is what it allows`,
    async ({ sitDown, openAsGuest, browse, pool, wire, asked }) => {
      meeting.slow();
      setTelemetry(pool, isOn);
      const alices = await sitDown(alice);
      const hosting = await meetNow(alices.app, alices.window);
      await joinFromLobby(hosting);
      const link = await linkIn(hosting);

      const guests = await openAsGuest(appLink(link));
      await expect(guests.window.getByText(/is decided by Contoso/)).toContainText(
        isOn ? 'It lets usage data' : 'It lets no usage data',
      );
      await reloadWithMicrophone(guests, false);
      const page = await browse(`${link}/browser`, []);
      for (const [window, advice] of [
        [guests.window, 'privacy settings of your system'],
        [page, 'in your browser, beside the address'],
      ] as const) {
        await expect(window.getByRole('alert')).toContainText('The microphone may not be used.');
        await expect(window.getByRole('alert')).toContainText(advice);
        await expect(window.getByRole('button', { name: 'Try again' })).toBeVisible();
        await expect(
          window.getByRole('button', { name: 'Join without a microphone' }),
        ).toBeVisible();
      }
      await reloadWithMicrophone(guests, true);
      await page.context().grantPermissions(['microphone']);
      await page.getByRole('button', { name: 'Try again' }).click();
      await joinFromLobby(guests.window, 'Gwen Guest');
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
      const sent = () =>
        guestsRecords(wire, ({ surface, category, fields }) =>
          [surface, category, fields['errorCode']].filter(Boolean).join(' '),
        );
      await expect.poll(sent).toContain('meetings census');
      if (isOn)
        for (const record of [
          'meetings usage',
          'meetings error microphone-refused',
          'launcher usage',
          'launcher error microphone-refused',
        ])
          await expect.poll(sent).toContain(record);
      else {
        await guests.quit();
        expect([...sent()]).toEqual(['meetings census']);
      }
      expect(sent()).not.toContain('launcher census');
      const meetingItself = [`${new URL(link).pathname}/browser`, meetingPaths.meeting('')];
      const others = asked.filter(
        ({ method, url }) =>
          method !== 'GET' ||
          url.origin !== pool.url ||
          ![...meetingItself, '/join/assets/', '/join/icon.svg'].some((path) =>
            url.pathname.startsWith(path),
          ),
      );
      expect([...new Set(others.map(({ method, url }) => `${method} ${url.href}`))]).toEqual(
        isOn ? [`POST ${pool.url}${meetingPaths.launcherRecords}`] : [],
      );
    },
  );

meeting(
  'who finds every place taken but the host’s is told that a meeting is full, and who finds no way to the others, that there is none',
  async ({ browse, pool, wire }) => {
    setTelemetry(pool, true);
    const { id } = await makeMeeting(pool);
    const [first] = await Promise.all(
      Array.from({ length: MOST_BESIDE_HOST }, (_, index) =>
        joinAs(pool, id, { name: `Silent ${index}` }),
      ),
    );
    const page = await browse(`${pool.url}/join/${id}/browser`);
    await page.getByText('Say something: the bar moves').waitFor();
    await page.clock.install();
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('none', 'NotFoundError'));
    });
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ben Browser');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await page.getByRole('heading', { name: 'The meeting is full' }).waitFor();
    await expect(
      page.getByText('No more than 8 people fit in, and one place is kept for the host.'),
    ).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);

    first?.say({ type: 'leave' });
    await first?.closed;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('alert')).toContainText('There is no microphone.');
    await joinToListen(page);
    await expect(personIn(page, 'Silent 1')).toContainText('Connecting…');
    await page.clock.fastForward('00:15');
    await expect(personIn(page, 'Silent 1')).toContainText('No sound');
    await expect(page.getByRole('alert')).toContainText('name a relay in the pool’s file');
    for (const code of ['full', 'microphone-none', 'ice'])
      await expect
        .poll(() => guestsRecords(wire, ({ fields }) => fields['errorCode']))
        .toContain(code);
  },
);

meeting(
  'a hostile link, and one to a pool that policy rules out, open a window that says why, and nothing else',
  async ({ start, follow, folder }) => {
    const stranger = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    let connections = 0;
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    const policy = join(folder, 'policy.json');
    writeFileSync(policy, JSON.stringify({ PoolUrl: 'https://pool.contoso.com' }));
    const { window } = await start({
      userData: join(folder, bob.address),
      args: [
        `--policy-file=${policy}`,
        `candor:join?pool=http://127.0.0.1:${port}&meeting=abcd-efgh-jkmn`,
      ],
    });
    const heading = window.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText('This meeting is at another pool');
    await expect(window.getByText(`this meeting is at 127.0.0.1:${port}`)).toContainText(
      'Ask your administrator, or join in a browser.',
    );

    await follow(bob, 'candor:join?pool=https://alice:secret@evil.example&meeting=abcd-efgh-jkmn');
    await expect(heading).toHaveText('This link leads to no meeting');
    await expect(window.getByText(/a user name or a password/)).toBeVisible();
    expect(connections).toBe(0);
    stranger.close();
  },
);

meeting(
  'a link to a pool that is not one’s own has nothing asked of its host before one has read its name and agreed',
  async ({ start, folder, sitDown }) => {
    const connections: string[] = [];
    const host = createServer((socket) => {
      connections.push('one');
      socket.destroy();
    });
    await once(host.listen(0, '127.0.0.1'), 'listening');
    const { port } = host.address() as AddressInfo;
    const link = `http://127.0.0.1:${port}/join/abcd-efgh-jkmn`;

    const guest = await start({ userData: join(folder, 'guest'), args: [appLink(link)] });
    const bobs = await sitDown(bob);
    const pasted = await opensMeeting(bobs.app, async () => {
      await pasteLink(bobs.window, link);
    });
    for (const window of [guest.window, pasted])
      await expect(
        window.getByRole('heading', { name: `Ask 127.0.0.1:${port} about this meeting?` }),
      ).toBeFocused();
    expect(connections).toEqual([]);
    await pasted.getByRole('button', { name: 'Close', exact: true }).click();
    await guest.window.keyboard.press('Tab');
    await guest.window.keyboard.press('Enter');
    await guest.window.getByRole('heading', { name: 'can’t be reached' }).waitFor();
    expect(connections).not.toEqual([]);
    host.close();
  },
);
