import { expect } from './fixtures/candor.ts';
import {
  appLink,
  joinFromLobby,
  linkIn,
  meetNow,
  opensMeeting,
  pasteLink,
  personIn,
} from './fixtures/meeting.ts';
import { hears, meeting } from './fixtures/meetingTest.ts';
import { people } from './fixtures/pool.ts';

const { alice, bob } = people;

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
