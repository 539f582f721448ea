import { expect, test as base, type Candor } from './fixtures/candor.ts';
import {
  answer,
  call,
  callBar,
  callSwitches,
  hangUp,
  hearsOther,
  incomingCall,
  keepConnections,
} from './fixtures/calling.ts';
import { people, type Person } from './fixtures/pool.ts';
import { addContact, bubble, signIn } from './fixtures/talking.ts';
import { join } from 'node:path';

const { alice, bob } = people;

interface Fixtures {
  /** Somebody signs in at a device of their own, which has a microphone, and knows the other. */
  sitDown: (person: Person, other: Person, args?: readonly string[]) => Promise<Candor>;
}

const test = base.extend<Fixtures>({
  sitDown: async ({ start, pool, folder }, use) => {
    await use(async (person, other, args = callSwitches) => {
      const userData = join(folder, person.address);
      const candor = await start({ userData, args, env: { CANDOR_POOL_URL: pool.url } });
      await signIn(candor.window, person);
      await addContact(candor.window, other);
      await keepConnections(candor.window);
      return candor;
    });
  },
});

test('two people call, hear each other, mute, hold and hang up, and both histories say so', async ({
  sitDown,
}) => {
  const [{ window: alices }, { window: bobs }] = [
    await sitDown(alice, bob),
    await sitDown(bob, alice),
  ];
  await call(alices, bob.displayName);
  await expect(callBar(alices, bob.displayName)).toContainText('Ringing…');
  await expect(incomingCall(bobs)).toContainText('Alice Archer is calling');
  await answer(bobs);
  await expect(callBar(alices, bob.displayName)).toContainText('Connected');
  await expect(callBar(bobs, alice.displayName)).toContainText('Connected');
  await expect.poll(() => hearsOther(alices)).toBe(true);
  await expect.poll(() => hearsOther(bobs)).toBe(true);

  const own = callBar(alices, bob.displayName);
  await own.getByRole('button', { name: 'Mute the microphone' }).click();
  await expect.poll(() => hearsOther(bobs)).toBe(false);
  expect(await hearsOther(alices)).toBe(true);
  await own.getByRole('button', { name: 'Unmute the microphone' }).click();
  await expect.poll(() => hearsOther(bobs)).toBe(true);

  await own.getByRole('button', { name: 'Put on hold' }).click();
  await expect(own).toContainText('On hold');
  await expect(callBar(bobs, alice.displayName)).toContainText('has put the call on hold');
  await expect.poll(() => hearsOther(alices)).toBe(false);
  await own.getByRole('button', { name: 'Resume the call' }).click();
  await expect(callBar(bobs, alice.displayName)).toContainText('Connected');
  await expect.poll(() => hearsOther(alices)).toBe(true);

  await hangUp(alices, bob.displayName);
  await expect(callBar(alices, bob.displayName)).toBeHidden();
  await expect(callBar(bobs, alice.displayName)).toBeHidden();
  await expect(bubble(alices, 'You called · 0:')).toBeVisible();
  await expect(bubble(bobs, 'Called you · 0:')).toBeVisible();
});
