import { join } from 'node:path';
import { expect, test } from './fixtures/candor.ts';
import { people, withPerson, type Person } from './fixtures/pool.ts';
import { bubble, rowOf, signIn, write } from './fixtures/talking.ts';

const { alice, bob, carol } = people;

test('colleagues bear the pool’s names from the first moment, as it gives them now; one’s own name comes before it; a stranger is told of once', async ({
  start,
  pool,
  folder,
}) => {
  const at = async (person: Person) => {
    const env = { CANDOR_POOL_URL: pool.url };
    const { window } = await start({ env, userData: join(folder, person.address) });
    await signIn(window, person);
    return window;
  };
  const [alices, bobs, carols] = [await at(alice), await at(bob), await at(carol)];

  // Found by the name, though nobody added him.
  await alices.getByRole('searchbox', { name: 'Search people' }).fill('baker');
  await rowOf(alices, 'Bob Baker').click();
  await expect(alices.getByRole('heading', { name: 'Bob Baker', exact: true })).toBeVisible();
  await write(alices, 'good morning');
  await expect(rowOf(bobs, 'Alice Archer')).toContainText('good morning');
  await rowOf(bobs, 'Alice Archer').click();
  await expect(
    bobs.getByRole('region', { name: 'Alice Archer', exact: true }).getByText(alice.address),
  ).toBeVisible();
  const stranger = 'This person is neither in your organisation nor among your contacts.';
  await expect(bubble(bobs, 'good morning')).toBeVisible();
  await expect(bobs.getByText(stranger)).toHaveCount(0);

  pool.change((data) => withPerson(data, { ...alice, displayName: 'Alice Ames' }));
  await expect(bobs.getByRole('heading', { name: 'Alice Ames', exact: true })).toBeVisible();
  await expect(rowOf(bobs, 'Alice Ames')).toContainText('good morning');

  await bobs.getByRole('button', { name: 'More actions' }).click();
  await bobs.getByRole('menuitem', { name: 'Add to contacts' }).click();
  await bobs.getByRole('textbox', { name: 'Name (optional)' }).fill('Ally');
  await bobs.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(bobs.getByRole('heading', { name: 'Ally', exact: true })).toBeVisible();
  await expect(rowOf(bobs, 'Ally')).toHaveAttribute('title', alice.address);

  await carols.getByRole('button', { name: 'Add a contact' }).first().click();
  await carols.getByRole('textbox', { name: 'SIP address' }).fill(bob.address);
  await carols.getByRole('button', { name: 'Add', exact: true }).click();
  // Another organisation's names are not revealed.
  await expect(carols.getByRole('heading', { name: bob.address, exact: true })).toBeVisible();
  await write(carols, 'you don’t know me');
  await write(carols, 'or do you?');
  await expect(rowOf(bobs, carol.address)).toContainText('or do you?');
  await expect(rowOf(bobs, carol.address)).not.toContainText(stranger);
  await rowOf(bobs, carol.address).click();
  await expect(bubble(bobs, 'or do you?')).toBeVisible();
  await expect(bobs.getByText(stranger)).toHaveCount(1);
});
