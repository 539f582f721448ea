import { expect, test } from './fixtures/candor.ts';
import { failInWindow, optIn, optOut } from './fixtures/person.ts';

test('what fails is reported while one has opted in, and at no other time', async ({
  start,
  service,
}) => {
  const { window } = await start();
  await optIn(window);
  await failInWindow(window, 'the first fault');
  await optOut(window);
  await failInWindow(window, 'the second fault');
  await optIn(window);
  await failInWindow(window, 'the third fault');

  const reported = async () => {
    const errors = await service.received('error');
    return errors.map(({ fields }) => fields['exceptionMessage']);
  };
  await expect.poll(reported).toContain('the third fault');
  expect(await reported()).not.toContain('the second fault');
});
