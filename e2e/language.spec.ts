import { fr } from '../contract/text/fr.ts';
import { expect, test } from './fixtures/candor.ts';

test('on a French system the dialog is French', async ({ start }) => {
  const { window } = await start({ env: { LANG: 'fr_FR.UTF-8', LANGUAGE: 'fr' } });
  await window.getByRole('button', { name: fr.main.options, exact: true }).click();
  const dialog = window.getByRole('dialog', { name: fr.options.title });
  await expect(dialog.getByRole('group', { name: fr.options.improve.title })).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: fr.options.improve.checkbox })).toBeVisible();
  await expect(dialog.getByRole('button', { name: fr.options.cancel })).toBeVisible();
  await expect(window.locator('html')).toHaveAttribute('lang', 'fr');
});

test('--lang decides the language, and Options changes it at once', async ({ start }) => {
  const { window, app } = await start({ args: ['--lang=fr'] });
  await window.getByRole('button', { name: fr.main.options, exact: true }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('combobox', { name: fr.options.language.label }).click();
  await window.getByRole('option', { name: 'English' }).click();
  await dialog.getByRole('button', { name: fr.options.ok }).click();

  await expect(window.getByRole('heading', { name: 'What Candor collects' })).toBeVisible();
  await expect(window.locator('html')).toHaveAttribute('lang', 'en');
  const menu = await app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ label }) => label),
  );
  expect(menu).toEqual(['File', 'Edit', 'View', 'Help']);
});
