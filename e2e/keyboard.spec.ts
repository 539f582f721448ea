import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { en } from '../contract/text/en.ts';
import { isFocusSeen, pressAt, tabTo } from './fixtures/byKeyboard.ts';
import { callBar, callSwitches, incomingCall } from './fixtures/calling.ts';
import { expect, test } from './fixtures/candor.ts';
import { closing } from './fixtures/closing.ts';
import { crashRenderer, crashWindow, missingForDumps } from './fixtures/crashes.ts';
import { opensMeeting, personIn } from './fixtures/meeting.ts';
import { decisionOn, optInName } from './fixtures/person.ts';
import { people, type Person } from './fixtures/pool.ts';
import { addContact, bubble, signIn } from './fixtures/talking.ts';

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

/** Begins where one types, and goes through the form before anything else. */
async function signInByKeyboard(window: Page): Promise<void> {
  await expect(window.getByRole('textbox', { name: 'SIP address' })).toBeFocused();
  await window.keyboard.type(alice.address);
  await window.keyboard.press('Tab');
  await expect(window.getByLabel('Password', { exact: true })).toBeFocused();
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
}

async function answerAboutDump(app: ElectronApplication): Promise<void> {
  await crashRenderer(app, 'viewer.html');
  const asked = await crashWindow(app);
  await tabTo(asked, asked.getByRole('checkbox', { name: en.crash.always }));
  await asked.keyboard.press('Space');
  await closing(asked, () =>
    pressAt(asked, asked.getByRole('button', { name: en.crash.dontSend })),
  );
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

async function withdrawByKeyboard(window: Page, waits: () => Promise<number>): Promise<void> {
  const dialog = window.getByRole('dialog', { name: 'Options' });
  await window.keyboard.press('Control+,');
  await tabTo(window, dialog.getByRole('checkbox', { name: optInName }));
  await window.keyboard.press('Space');
  const also = dialog.getByRole('checkbox', { name: en.viewer.erasure.also });
  await tabTo(window, also);
  await window.keyboard.press('Space');
  await expect(also).toBeChecked();
  await window.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(waits).toBe(0);
}

test('everything is done without a mouse: signing in, talking, Options, the viewer, a report, a dump, withdrawing', async ({
  start,
  pool,
  service,
}) => {
  const { window, app } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signInByKeyboard(window);
  await talkByKeyboard(window);
  await optInByKeyboard(window);
  await viewByKeyboard(app, window);
  await reportByKeyboard(app, window);
  if ((await missingForDumps()) === undefined) await answerAboutDump(app);
  const errorsHeld = async () => (await service.received('error')).length;
  await expect.poll(errorsHeld).toBeGreaterThan(0);
  await withdrawByKeyboard(window, errorsHeld);
});

async function meetByKeyboard(app: ElectronApplication, window: Page): Promise<void> {
  const meeting = await opensMeeting(app, async () => {
    await pressAt(window, window.getByRole('button', { name: 'Meet', exact: true }));
    await pressAt(window, window.getByRole('menuitem', { name: 'Meet now' }));
  });
  await meeting.getByText(en.meeting.microphone.works).waitFor();
  await pressAt(meeting, meeting.getByRole('button', { name: 'Join', exact: true }));
  await personIn(meeting, alice.displayName).waitFor();
  await pressAt(meeting, meeting.getByRole('button', { name: 'Mute' }));
  await expect(personIn(meeting, alice.displayName)).toContainText('Muted');
  await pressAt(meeting, meeting.getByRole('button', { name: 'Leave', exact: true }));
  await expect(meeting.getByRole('heading', { name: 'You left the meeting' })).toBeFocused();
  await closing(meeting, () => pressAt(meeting, meeting.getByRole('button', { name: 'Close' })));
}

async function callByKeyboard(alices: Page, bobs: Page): Promise<void> {
  await pressAt(alices, alices.getByRole('button', { name: `Call ${bob.displayName}` }));
  await expect(callBar(alices, bob.displayName)).toContainText('Ringing…');
  await pressAt(bobs, incomingCall(bobs).getByRole('button', { name: 'Answer' }));
  const own = callBar(alices, bob.displayName);
  await expect(own).toContainText('Connected');
  await pressAt(alices, own.getByRole('button', { name: 'Mute the microphone' }));
  await own.getByRole('button', { name: 'Unmute the microphone' }).waitFor();
  await pressAt(alices, own.getByRole('button', { name: 'Hang up' }));
  await expect(own).toBeHidden();
  await expect(callBar(bobs, alice.displayName)).toBeHidden();
}

test('without a mouse, people call, answer, mute and hang up, and meet, mute and leave', async ({
  start,
  pool,
  folder,
}) => {
  test.slow();
  const sitDown = async (person: Person, other: Person) => {
    const candor = await start({
      userData: join(folder, person.address),
      args: callSwitches,
      env: { CANDOR_POOL_URL: pool.url },
    });
    await signIn(candor.window, person);
    await addContact(candor.window, other);
    return candor;
  };
  const [alices, bobs] = [await sitDown(alice, bob), await sitDown(bob, alice)];
  await callByKeyboard(alices.window, bobs.window);
  await meetByKeyboard(alices.app, alices.window);
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
