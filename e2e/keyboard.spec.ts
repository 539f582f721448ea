import { expect, test } from './fixtures/candor.ts';
import { decisionOn, optInName } from './fixtures/person.ts';

test('Options works by keyboard alone: Ctrl+comma opens, Esc cancels, Enter is OK', async ({
  start,
}) => {
  const { window } = await start();
  const dialog = window.getByRole('dialog', { name: 'Options' });
  const box = dialog.getByRole('checkbox', { name: optInName });
  const tabTo = async (target: typeof box) => {
    for (let presses = 0; presses < 20; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await window.keyboard.press('Tab');
    }
    throw new Error('the keyboard does not reach it');
  };
  await expect(decisionOn(window, 'Error reports')).toBeVisible();

  await window.keyboard.press('Control+,');
  await expect(dialog).toBeVisible();
  await tabTo(box);
  await window.keyboard.press('Space');
  await expect(box).toBeChecked();
  await window.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(decisionOn(window, 'Error reports')).toContainText('Off');

  await window.keyboard.press('Control+,');
  await tabTo(box);
  await expect(box).not.toBeChecked();
  await window.keyboard.press('Space');
  await window.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(decisionOn(window, 'Error reports')).toContainText('On');
});
