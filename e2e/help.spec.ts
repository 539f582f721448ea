import { catalogue } from '../contract/catalogue.ts';
import { expect, test } from './fixtures/candor.ts';
import { openOptions } from './fixtures/person.ts';

test('Learn more shows, from the catalogue, everything an error report can hold', async ({
  start,
  service,
}) => {
  const { window, app, quit } = await start();
  const dialog = await openOptions(window);
  const opened = app.waitForEvent('window');
  await dialog.getByRole('button', { name: /^Learn more about what an error/ }).click();
  const help = await opened;
  await expect(help.getByRole('tab', { name: 'Catalogue' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(help.getByRole('heading', { name: 'What an error report can hold' })).toBeVisible();
  const table = help.getByRole('table', { name: 'What an error report can hold' });
  for (const [field, { label }] of Object.entries(catalogue.error))
    await expect(table.getByRole('rowheader', { name: `${label.en} ${field}` })).toBeVisible();
  await quit();

  await start();
  await expect
    .poll(async () => {
      const days = await service.received('usage');
      return days.map(({ fields }) => fields['featureUse']).find(Boolean);
    })
    .toEqual({ help: 1, options: 1 });
});
