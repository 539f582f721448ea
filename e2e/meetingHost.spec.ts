import { MOST_BESIDE_HOST, MOST_PARTICIPANTS } from '../contract/meetingLimits.ts';
import { joinAs, meetNow as makeMeeting } from '../service/pool/testing/participant.ts';
import { axeFaults } from './fixtures/axeFaults.ts';
import { expect } from './fixtures/candor.ts';
import {
  joinFromLobby,
  joinToListen,
  linkIn,
  meetNow,
  opensMeeting,
  pasteLink,
  peerSwitches,
  personIn,
} from './fixtures/meeting.ts';
import { meeting } from './fixtures/meetingTest.ts';
import { people } from './fixtures/pool.ts';
import { signIn } from './fixtures/talking.ts';

const { alice } = people;

meeting(
  'a host finds their place though guests fill the meeting, and removes one who can’t come back by the link',
  async ({ sitDown, browse, pool }) => {
    meeting.slow();
    const { id, joinUrl } = await makeMeeting(pool, alice.address);
    for (let place = 1; place < MOST_BESIDE_HOST; place += 1)
      await joinAs(pool, id, { name: `Silent ${place}` });
    const link = `${joinUrl}/browser`;
    const rude = await browse(link, []);
    await joinToListen(rude, 'Rude Browser');

    const alices = await sitDown(alice);
    const hosting = await opensMeeting(alices.app, async () => {
      await pasteLink(alices.window, joinUrl);
    });
    await joinFromLobby(hosting);
    await expect(hosting.getByText(`${MOST_PARTICIPANTS} people here`)).toBeVisible();
    await expect(
      hosting.getByRole('button', { name: `Remove ${alice.displayName}…` }),
    ).toBeHidden();
    await expect(rude.getByRole('button', { name: /Remove|End for everyone/ })).toBeHidden();

    // By keyboard alone: the first button with the focus asks, and Escape does nothing.
    const remove = hosting.getByRole('button', { name: 'Remove Rude Browser…' });
    await remove.focus();
    await hosting.keyboard.press('Enter');
    const question = hosting.getByRole('dialog', { name: 'Remove Rude Browser from the meeting?' });
    await expect(question).toContainText('They leave at once.');
    expect(await axeFaults(hosting)).toEqual([]);
    await hosting.keyboard.press('Escape');
    await expect(question).toBeHidden();
    await expect(remove).toBeFocused();
    await hosting.keyboard.press('Enter');
    await question.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
    await expect(personIn(hosting, 'Rude Browser')).toBeHidden();
    await expect(hosting.getByRole('region', { name: 'People in the meeting' })).toBeFocused();

    await rude.getByRole('heading', { name: 'The host removed you from the meeting' }).waitFor();
    await expect(rude.getByRole('button')).toHaveCount(0);
    expect(await axeFaults(rude)).toEqual([]);
    const again = await browse(link, []);
    await rude.reload();
    for (const page of [rude, again]) {
      await page.getByRole('textbox', { name: 'Your name' }).fill('Somebody Else');
      await page.getByRole('button', { name: 'Join without a microphone' }).click();
      await page.getByRole('heading', { name: 'You wait to be let in' }).waitFor();
    }
    await expect(personIn(hosting, 'Somebody Else')).toBeHidden();
    const waiting = hosting.getByRole('region', { name: '2 guests wait to be let in' });
    expect(await axeFaults(hosting)).toEqual([]);
    await waiting.getByRole('button', { name: 'Let in Somebody Else' }).last().press('Enter');
    await expect(again.getByRole('toolbar', { name: 'Meeting controls' })).toBeVisible();
    await hosting.getByRole('button', { name: 'Turn away Somebody Else' }).press('Enter');
    await rude.getByRole('heading', { name: 'The host did not let you in' }).waitFor();
    await expect(hosting.getByRole('region', { name: 'People in the meeting' })).toBeFocused();
    await expect(personIn(again, alice.displayName)).toContainText('Host');
  },
);

meeting(
  'a host without a place in the meeting removes, lets in and ends from the lobby, and nobody else can',
  async ({ sitDown, browse, pool }) => {
    const { id, joinUrl } = await makeMeeting(pool, alice.address);
    const loud = await joinAs(pool, id, { name: 'Loud' });
    const alices = await sitDown(alice);
    const lobby = await opensMeeting(alices.app, async () => {
      await pasteLink(alices.window, joinUrl);
    });
    await lobby.getByText('1 person here').waitFor();
    await lobby.getByRole('button', { name: 'Remove Loud…' }).click();
    await lobby.getByRole('button', { name: 'Remove', exact: true }).click();
    expect((await loud.receive('refused')).reason).toBe('removed');
    await expect(lobby.getByText('Nobody is here yet.')).toBeVisible();

    const page = await browse(`${joinUrl}/browser`, []);
    await expect(page.getByText('In the meeting now')).toBeHidden();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ben Browser');
    await page.getByRole('button', { name: 'Join without a microphone' }).click();
    await lobby.getByRole('button', { name: 'Let in Ben Browser' }).click();
    await expect(lobby.getByRole('listitem').filter({ hasText: 'Ben Browser' })).toBeVisible();
    expect(await axeFaults(lobby)).toEqual([]);
    await page.getByRole('toolbar', { name: 'Meeting controls' }).waitFor();

    await lobby.getByRole('button', { name: 'End for everyone…' }).click();
    await lobby.getByRole('button', { name: 'End the meeting' }).click();
    for (const window of [lobby, page])
      await window.getByRole('heading', { name: 'The meeting is over' }).waitFor();
  },
);

meeting(
  'a host who joins on another device takes their place there, and comes back when they ask for it',
  async ({ sitDown, start, folder, pool }) => {
    const alices = await sitDown(alice);
    const first = await meetNow(alices.app, alices.window);
    await joinFromLobby(first);
    const link = await linkIn(first);
    const other = await start({
      userData: `${folder}/elsewhere`,
      env: { CANDOR_POOL_URL: pool.url },
    });
    await signIn(other.window, alice);
    const second = await opensMeeting(other.app, async () => {
      await pasteLink(other.window, link);
    });
    await second.getByRole('button', { name: /^Join/ }).click();
    await expect(personIn(second, alice.displayName)).toContainText('Host');
    await expect(personIn(second, alice.displayName)).toHaveCount(1);
    await first.getByRole('heading', { name: 'You joined this meeting elsewhere' }).waitFor();
    await first.getByRole('button', { name: 'Join again' }).click();
    await joinFromLobby(first);
    await second.getByRole('heading', { name: 'You joined this meeting elsewhere' }).waitFor();
  },
);

meeting(
  'who was removed opens the link again, from the window that still says so, and waits to be let in',
  async ({ sitDown, start, pool, folder }) => {
    const { joinUrl } = await makeMeeting(pool, alice.address);
    const alices = await sitDown(alice);
    const hosting = await opensMeeting(alices.app, async () => {
      await pasteLink(alices.window, joinUrl);
    });
    await joinFromLobby(hosting);
    const { app, window } = await start({
      userData: `${folder}/guest`,
      args: peerSwitches,
      env: { CANDOR_POOL_URL: pool.url },
    });
    const guests = await opensMeeting(app, async () => {
      await pasteLink(window, joinUrl);
    });
    await joinFromLobby(guests, 'Gus Guest');
    await hosting.getByRole('button', { name: 'Remove Gus Guest…' }).click();
    await hosting.getByRole('button', { name: 'Remove', exact: true }).click();
    await guests.getByRole('heading', { name: 'The host removed you from the meeting' }).waitFor();

    await pasteLink(window, joinUrl);
    await guests.getByRole('textbox', { name: 'Your name' }).fill('Gus Again');
    await guests.getByRole('button', { name: 'Join', exact: true }).click();
    await guests.getByRole('heading', { name: 'You wait to be let in' }).waitFor();
    await expect(guests.getByRole('status')).toContainText(
      'The host of “Meeting with Alice Archer” lets guests in one by one.',
    );
    await hosting.getByRole('button', { name: 'Let in Gus Again' }).click();
    await expect(personIn(guests, alice.displayName)).toContainText('Host');
  },
);
