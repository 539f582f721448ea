import { expect, test, waitingRecords } from './fixtures/candor.ts';
import { optIn } from './fixtures/person.ts';

test('what is recorded while Candor quits still leaves, as far as it may', async ({
  start,
  service,
}) => {
  const failWhileQuitting = ({ app }: { app: Electron.App }) => {
    app.once('before-quit', () => {
      setImmediate(() => {
        throw new RangeError('at the very end');
      });
    });
  };
  const refused = await start();
  await refused.app.evaluate(failWhileQuitting);
  await refused.quit();
  expect(await service.received('error')).toEqual([]);

  const allowed = await start();
  await optIn(allowed.window);
  await allowed.app.evaluate(failWhileQuitting);
  await allowed.quit();
  expect(await service.received('error')).toHaveLength(1);
});

test('a service that says nothing does not keep Candor from ending, and nothing is lost', async ({
  start,
  service,
  userData,
  wire,
}) => {
  const held = wire.hold();
  const { quit } = await start();
  const { broken } = await held;
  await quit();
  await broken;
  expect(waitingRecords(userData, 'census')).toBe(1);

  await start();
  await expect.poll(() => service.received('census')).toHaveLength(1);
});
