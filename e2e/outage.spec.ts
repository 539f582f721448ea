import { expect, test, waitingRecords } from './fixtures/candor.ts';
import { failInMain, failInWindow, optIn } from './fixtures/person.ts';

test('while the service is down everything waits, survives kill -9, and arrives once each', async ({
  start,
  service,
  userData,
}) => {
  await service.stop();
  const first = await start();
  await optIn(first.window);
  await failInWindow(first.window, 'before the power cut');
  await failInMain(first.app, 'before the power cut');
  await expect.poll(() => waitingRecords(userData, 'error')).toBe(2);
  await first.kill();

  await start();
  await service.start();
  const names = async () => (await service.received('error')).map(({ name }) => name).sort();
  await expect.poll(names).toEqual(['crash', 'exception', 'exception']);
  await expect.poll(() => service.received('census')).toHaveLength(1);
  await expect
    .poll(async () => {
      const days = await service.received('usage');
      return days.reduce((sum, { fields }) => sum + Number(fields['sessions'] ?? 0), 0);
    })
    .toBe(2);
});
