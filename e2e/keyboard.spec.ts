import type { ElectronApplication, Page } from 'playwright';
import { en } from '../contract/text/en.ts';
import { isFocusSeen, tabTo } from './fixtures/byKeyboard.ts';
import { expect, test } from './fixtures/candor.ts';
import { closing } from './fixtures/closing.ts';
import { decisionOn, optInName } from './fixtures/person.ts';
import { people } from './fixtures/pool.ts';
import { bubble } from './fixtures/talking.ts';

const { alice, bob } = people;

test('Options works by keyboard alone: Ctrl+comma opens, Esc cancels, Enter is OK', async ({
  start,
}) => {
  const { window } = await start();
  const dialog = window.getByRole('dialog', { name: 'Options' });
  const box = dialog.getByRole('checkbox', { name: optInName });
  await expect(decisionOn(window, 'Error reports')).toBeVisible();

  await window.keyboard.press('Control+,');
  await expect(dialog).toBeVisible();
  await tabTo(window, box);
  await window.keyboard.press('Space');
  await expect(box).toBeChecked();
  await window.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(decisionOn(window, 'Error reports')).toContainText('Off');

  await window.keyboard.press('Control+,');
  await tabTo(window, box);
  await expect(box).not.toBeChecked();
  await window.keyboard.press('Space');
  await window.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(decisionOn(window, 'Error reports')).toContainText('On');
});

async function signInByKeyboard(window: Page): Promise<void> {
  await tabTo(window, window.getByRole('textbox', { name: 'SIP address' }));
  await window.keyboard.type(alice.address);
  await tabTo(window, window.getByLabel('Password', { exact: true }));
  await window.keyboard.type(alice.password);
  await window.keyboard.press('Enter');
  await window.getByRole('navigation', { name: 'Conversations' }).waitFor();
}

async function talkByKeyboard(window: Page): Promise<void> {
  await tabTo(window, window.getByRole('button', { name: 'Add a contact' }).first());
  await window.keyboard.press('Enter');
  const dialog = window.getByRole('dialog', { name: 'Add a contact' });
  await tabTo(window, dialog.getByRole('textbox', { name: 'SIP address' }));
  await window.keyboard.type(bob.address);
  await tabTo(window, dialog.getByRole('textbox', { name: 'Name (optional)' }));
  await window.keyboard.type(bob.displayName);
  await window.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await tabTo(window, window.getByRole('textbox', { name: /^Write to/ }));
  await window.keyboard.type('are you there?');
  await window.keyboard.press('Enter');
  await expect(bubble(window, 'are you there?')).toContainText('Not delivered');
}

async function optInByKeyboard(window: Page): Promise<void> {
  const box = window.getByRole('textbox', { name: /^Write to/ });
  await tabTo(window, box);
  await window.keyboard.press('Control+,');
  const dialog = window.getByRole('dialog', { name: 'Options' });
  const optIn = dialog.getByRole('checkbox', { name: optInName });
  await tabTo(window, optIn);
  expect(await isFocusSeen(window, optIn)).toBe(true);
  await window.keyboard.press('Space');
  const ok = dialog.getByRole('button', { name: 'OK' });
  await tabTo(window, ok);
  expect(await isFocusSeen(window, ok)).toBe(true);
  await window.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await expect(box).toBeFocused();
}

async function viewByKeyboard(app: ElectronApplication, window: Page): Promise<void> {
  const opened = app.waitForEvent('window');
  await window.keyboard.press('Control+Shift+S');
  const viewer = await opened;
  const records = viewer.getByRole('tab', { name: 'Records' });
  await tabTo(viewer, records);
  expect(await isFocusSeen(viewer, records)).toBe(true);
  await viewer.getByRole('row').nth(1).waitFor();
  await tabTo(viewer, viewer.getByRole('grid'));
  await viewer.keyboard.press('End');
  await viewer.keyboard.press('Enter');
  await expect(viewer.getByRole('article', { name: /^Record / })).toContainText('History');
  await tabTo(viewer, records);
  await viewer.keyboard.press('ArrowRight');
  await viewer.keyboard.press('Enter');
  await expect(viewer.getByRole('tab', { name: 'Decisions' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await viewer.close();
}

async function reportByKeyboard(app: ElectronApplication, window: Page): Promise<void> {
  const opened = app.waitForEvent('window');
  await window.keyboard.press('Shift+F1');
  const problem = await opened;
  await tabTo(problem, problem.getByRole('textbox', { name: 'What happened?' }));
  await problem.keyboard.type('It froze.');
  await problem.getByRole('region', { name: 'Exactly what is sent' }).waitFor();
  await tabTo(problem, problem.getByRole('button', { name: 'Send' }));
  await problem.keyboard.press('Enter');
  await expect(problem.getByText(en.problemReport.sent)).toBeVisible();
  await tabTo(problem, problem.getByRole('button', { name: 'Close' }));
  await closing(problem, () => problem.keyboard.press('Enter'));
}

test('everything is done without a mouse: signing in, talking, Options, the viewer, a report', async ({
  start,
  pool,
}) => {
  const { window, app } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signInByKeyboard(window);
  await talkByKeyboard(window);
  await optInByKeyboard(window);
  await viewByKeyboard(app, window);
  await reportByKeyboard(app, window);
});

test('in forced colours one still sees where the focus is, and with reduced motion nothing moves', async ({
  start,
}) => {
  const { window } = await start();
  await window.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const gear = window.getByRole('button', { name: 'Options', exact: true });
  await tabTo(window, gear);
  expect(await isFocusSeen(window, gear)).toBe(true);
  await window.keyboard.press('Enter');
  const dialog = window.getByRole('dialog', { name: 'Options' });
  await dialog.waitFor();
  const moving = await window.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map(({ effect }) => Number(effect?.getComputedTiming().duration))
      .filter((duration) => duration > 1),
  );
  expect(moving).toEqual([]);
  for (const control of [
    dialog.getByRole('checkbox', { name: optInName }),
    dialog.getByRole('button', { name: 'Cancel' }),
  ]) {
    await tabTo(window, control);
    expect(await isFocusSeen(window, control)).toBe(true);
  }
  await window.keyboard.press('Escape');
  await expect(gear).toBeFocused();
});
