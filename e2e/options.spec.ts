import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { catalogue } from '../contract/catalogue.ts';
import { en } from '../contract/text/en.ts';
import { fr } from '../contract/text/fr.ts';
import { expect, test } from './fixtures/candor.ts';
import { usual } from './fixtures/everyState/walk.ts';
import { openOptions, openRecord, openViewer } from './fixtures/person.ts';

/** The height in pixels by which the page that Options shows is too long. */
const hiddenHeight = (window: Page): Promise<number> =>
  window
    .getByRole('dialog')
    .getByRole('tabpanel')
    .evaluate((panel) => panel.scrollHeight - panel.clientHeight);

for (const [language, t] of [
  ['en', en],
  ['fr', fr],
] as const)
  test(`General is read in one look in a window of the usual size, and every page of Options is as high, in ${language}`, async ({
    start,
  }) => {
    const { window } = await start({ args: [`--lang=${language}`] });
    await window.setViewportSize(usual);
    await window.getByRole('button', { name: t.main.options, exact: true }).click();
    const dialog = window.getByRole('dialog', { name: t.options.title });
    const tabs = dialog.getByRole('tab');
    await expect(dialog.getByRole('checkbox', { name: t.options.improve.checkbox })).toBeVisible();
    expect(await hiddenHeight(window)).toBe(0);
    const heights = [];
    for (const tab of await tabs.all()) {
      await tab.click();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
      heights.push((await dialog.boundingBox())?.height);
    }
    expect(heights.length).toBeGreaterThan(1);
    expect(new Set(heights).size).toBe(1);
  });

test('what one agrees to is told in three sentences, and what exactly unfolds below them', async ({
  start,
}) => {
  const { window } = await start();
  const dialog = await openOptions(window);
  const what = dialog.getByRole('group', { name: en.options.improve.exactly.title });
  await expect(what).toBeHidden();
  const unfold = dialog.getByRole('button', { name: en.options.improve.exactly.title });
  await unfold.press('Enter');
  for (const { label } of Object.values(catalogue.error))
    await expect(what).toContainText(label.en);
  await unfold.press('Enter');
  await expect(what).toBeHidden();
});

test('usage data is the administrator’s alone, which Options says in a line that follows their policy', async ({
  start,
  folder,
}) => {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, '{"DisableAutomaticSendTracing": false}');
  const { window } = await start({ args: [`--policy-file=${policy}`] });
  const dialog = await openOptions(window);
  const improve = dialog.getByRole('group', { name: en.options.improve.title });
  await expect(improve).toContainText(en.options.improve.usage.on);
  await expect(improve.getByRole('checkbox')).toHaveCount(1);
  writeFileSync(policy, '{"DisableAutomaticSendTracing": true}');
  await expect(improve).toContainText(en.options.improve.usage.off);
});

test('how long the service keeps what is sent is said by Options and the viewer, as the service said it', async ({
  start,
  service,
}) => {
  const { app, window, quit } = await start();
  await expect.poll(() => service.received('census')).toHaveLength(1);
  const dialog = await openOptions(window);
  await expect(dialog).toContainText('The service keeps error reports for 90 days at most.');
  await dialog.getByRole('button', { name: en.options.cancel }).click();
  const viewer = await openViewer(app, window);
  await expect(await openRecord(viewer, en.category.census.name)).toContainText(
    'The service keeps census data for 400 days at most.',
  );
  await quit();

  await service.stop();
  const again = await start();
  const later = await openOptions(again.window);
  await expect(later).toContainText('The service keeps error reports for 90 days at most.');
});

for (const [about, heading] of [
  ['logs', en.help.logs],
  ['usage', en.help.usage],
] as const)
  test(`Learn more beside what is about ${about} opens there, and shows meanwhile that it opens`, async ({
    start,
  }) => {
    const { app, window } = await start();
    const dialog = await openOptions(window);
    const opened = app.waitForEvent('window');
    await dialog.getByRole('button', { name: en.options.learnMore[about] }).click();
    const opening = dialog.getByRole('button', { name: en.options.learnMore.opening });
    const isShown = await Promise.race([
      opening.waitFor({ timeout: 300 }).then(() => true),
      opened.then(() => true),
    ]);
    expect(isShown).toBe(true);
    const viewer = await opened;
    const section = viewer.getByRole('region', { name: heading });
    await expect(section).toBeFocused();
    await expect(section).toBeInViewport();
    await expect(opening).toBeHidden();
  });
