import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { en } from '../contract/text/en.ts';
import { expect, outboxFiles, test, timesLogged } from './fixtures/candor.ts';
import { closing } from './fixtures/closing.ts';
import {
  crashGpu,
  crashRenderer,
  crashWindow,
  dumpsAt,
  dumpsOn,
  killNetworkProcess,
  missingForDumps,
  regionsIn,
} from './fixtures/crashes.ts';
import { decisionOn, failInWindow, openOptions, openViewer, optIn } from './fixtures/person.ts';
import { people } from './fixtures/pool.ts';
import { addContact, signIn, write } from './fixtures/talking.ts';
import type { StoredRecord, TelemetryService } from './fixtures/telemetryService.ts';

const missing = await missingForDumps();
const refusal = '{"DisableAutomaticSendTracing": true}';

const fieldsOf = (records: readonly StoredRecord[]) => records.map(({ fields }) => fields);

/** The number of crashes and hangs in the usage data. */
async function counted(service: TelemetryService, what: 'crashes' | 'hangs'): Promise<number> {
  const days = await service.received('usage');
  return days.reduce((sum, { fields }) => sum + Number(fields[what] ?? 0), 0);
}

const isOpen = (app: ElectronApplication, page: string): boolean =>
  app.windows().some((one) => one.url().includes(page));

const answer = (asked: Page, name: string) =>
  closing(asked, () => asked.getByRole('button', { name }).click());

const crashViewer = (app: ElectronApplication) => crashRenderer(app, 'viewer.html');

const ways = [
  { process: 'renderer', crash: crashViewer, logged: 'renderer: crash' },
  { process: 'gpu', crash: crashGpu, logged: 'gpu: crash' },
] as const;

for (const { process: processType, crash, logged } of ways)
  test.describe(`when a ${processType} process really crashes`, () => {
    test.skip(missing !== undefined, missing);

    test('nothing leaves and no dump stays, while the person has not opted in or a policy refuses', async ({
      start,
      service,
      wire,
      folder,
      userData,
    }) => {
      const policy = join(folder, 'policy.json');
      writeFileSync(policy, '{}');
      const args = [`--policy-file=${policy}`];
      const first = await start({ args });
      await expect.poll(() => service.received('usage')).toHaveLength(1);
      await openViewer(first.app, first.window);
      await crash(first.app);
      await expect.poll(() => timesLogged(userData, logged)).toBe(1);
      await expect.poll(() => dumpsOn(userData)).toEqual([]);
      await first.quit();

      const { app, window, quit } = await start({ args });
      await expect.poll(() => counted(service, 'crashes')).toBe(1);
      await openViewer(app, window);
      await optIn(window);
      writeFileSync(policy, refusal);
      await expect(decisionOn(window, 'Error reports')).toContainText('Turned off by');
      await crash(app);
      await expect.poll(() => timesLogged(userData, logged)).toBe(2);
      await expect.poll(() => dumpsOn(userData)).toEqual([]);
      expect(outboxFiles(userData, 'error')).toEqual([]);
      await quit();

      writeFileSync(policy, '{}');
      const last = await start({ args });
      await expect(decisionOn(last.window, 'Error reports')).toContainText('You turned it on');
      await failInWindow(last.window, 'after all that');
      await expect.poll(() => service.received('error')).toHaveLength(1);
      const reports = wire.records().filter(({ category }) => category === 'error');
      expect(reports.map(({ line }) => line).join()).not.toContain('incident');
      expect(wire.sent.filter(({ path }) => path === '/v1/crashes')).toEqual([]);
      expect(isOpen(last.app, 'crash.html')).toBe(false);
    });

    test('its summary is sent, and its dump only once the person says so, byte for byte', async ({
      start,
      service,
      wire,
      folder,
      userData,
    }) => {
      const { app, window } = await start();
      const atService = () => dumpsAt(join(folder, 'service'));
      await optIn(window);
      await openViewer(app, window);

      await crash(app);
      await expect.poll(() => service.received('error')).toHaveLength(1);
      const [summary] = fieldsOf(await service.received('error'));
      expect(summary).toMatchObject({ processType, incident: 'crash' });
      for (const told of ['exceptionKind', 'moduleOffset', 'threadCount', 'dumpSize', 'dumpDigest'])
        expect(summary).toHaveProperty(told);
      const asked = await crashWindow(app);
      expect(await asked.getByRole('region', { name: en.crash.showReport }).textContent()).toBe(
        wire.records().find(({ category }) => category === 'error')?.line,
      );
      expect(dumpsOn(userData)).toHaveLength(1);
      // The consequences are visible wherever the button is, and read out with it.
      for (const [width, height] of [
        [960, 680],
        [480, 350],
        [320, 350],
      ] as const) {
        await asked.setViewportSize({ width, height });
        await expect(asked.getByText(en.crash.atStake)).toBeInViewport({ ratio: 1 });
      }
      await expect(asked.getByRole('button', { name: en.crash.send })).toHaveAccessibleDescription(
        en.crash.atStake,
      );
      await answer(asked, en.crash.dontSend);
      await expect.poll(() => dumpsOn(userData)).toEqual([]);
      await expect.poll(() => isOpen(app, 'crash.html')).toBe(false);
      expect(wire.sent.filter(({ path }) => path === '/v1/crashes')).toEqual([]);

      await crash(app);
      await expect.poll(() => service.received('error')).toHaveLength(2);
      const question = await crashWindow(app);
      await answer(question, en.crash.send);
      await expect.poll(atService).toHaveLength(1);
      await expect.poll(() => dumpsOn(userData)).toEqual([]);
      const digests = fieldsOf(await service.received('error')).map((each) => each['dumpDigest']);
      expect(digests).toContain(atService()[0]);
    });
  });

test.describe('memory dumps', () => {
  test.skip(missing !== undefined, missing);

  test('“Always do this” is kept until Options says otherwise', async ({
    start,
    service,
    folder,
    userData,
  }) => {
    const { app, window } = await start();
    const atService = () => dumpsAt(join(folder, 'service'));
    await optIn(window);
    await openViewer(app, window);
    await crashViewer(app);
    const question = await crashWindow(app);
    await question.getByRole('checkbox', { name: en.crash.always }).check();
    await answer(question, en.crash.send);
    await expect.poll(atService).toHaveLength(1);

    await crashViewer(app);
    await expect.poll(atService).toHaveLength(2);
    expect(isOpen(app, 'crash.html')).toBe(false);

    const dialog = await openOptions(window);
    await dialog.getByRole('combobox', { name: en.options.improve.dumps.label }).click();
    await window.getByRole('option', { name: en.options.improve.dumps.never }).click();
    await dialog.getByRole('button', { name: 'OK' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await crashGpu(app);
    await expect.poll(() => service.received('error')).toHaveLength(3);
    await expect.poll(() => dumpsOn(userData)).toEqual([]);
    expect(atService()).toHaveLength(2);
    expect(isOpen(app, 'crash.html')).toBe(false);
  });

  test('one that waits goes when the person withdraws, and what was sent of others too', async ({
    start,
    service,
    folder,
    userData,
  }) => {
    const { app, window } = await start();
    const atService = () => dumpsAt(join(folder, 'service'));
    await optIn(window);
    await openViewer(app, window);
    await crashViewer(app);
    await answer(await crashWindow(app), en.crash.send);
    await expect.poll(atService).toHaveLength(1);
    await crashViewer(app);
    await crashWindow(app);
    expect(dumpsOn(userData)).toHaveLength(1);

    const dialog = await openOptions(window);
    await dialog.getByRole('checkbox', { name: en.options.improve.checkbox }).uncheck();
    await dialog.getByRole('checkbox', { name: en.viewer.erasure.also }).check();
    await dialog.getByRole('button', { name: 'OK' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(dumpsOn(userData)).toEqual([]);
    await expect.poll(() => isOpen(app, 'crash.html')).toBe(false);
    await expect.poll(atService).toEqual([]);
    await expect.poll(() => service.received('error')).toEqual([]);
  });
});

test('a window that crashed comes back where it was, and stops after the third time in a minute', async ({
  start,
  pool,
  userData,
}) => {
  const { app, window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, people.alice);
  await addContact(window, people.bob);
  await write(window, 'Are you there?');
  await window.getByRole('region', { name: 'Messages with Bob Baker' }).waitFor();
  await app.evaluate(({ dialog }) => {
    const asked = { times: 0 };
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = () => {
      asked.times += 1;
      return new Promise(() => undefined);
    };
  });
  const asked = () =>
    app.evaluate(() => (globalThis as unknown as { asked: { times: number } }).asked.times);
  const shown = () => regionsIn(app, 'index.html');
  for (const times of [1, 2]) {
    await crashRenderer(app, 'index.html');
    await expect.poll(() => timesLogged(userData, 'renderer: crash')).toBe(times);
    await expect.poll(shown).toContain('Messages with Bob Baker');
  }
  expect(await asked()).toBe(0);
  await crashRenderer(app, 'index.html');
  await expect.poll(asked).toBe(1);
  expect(await shown()).toBe('');
});

for (const [how, end] of [
  ['aborts', (app: ElectronApplication) => void app.evaluate(() => process.abort()).catch(() => 0)],
  ['is hit by SIGSEGV', (app: ElectronApplication) => void app.process().kill('SIGSEGV')],
] as const)
  test(`when the main process ${how}, the next start tells of it, as far as it is allowed`, async ({
    start,
    service,
    wire,
    folder,
  }) => {
    const policy = join(folder, 'policy.json');
    writeFileSync(policy, '{}');
    const args = [`--policy-file=${policy}`];
    const die = async (app: ElectronApplication) => {
      const closed = app.waitForEvent('close');
      end(app);
      await closed;
    };
    const first = await start({ args });
    await expect.poll(() => service.received('usage')).toHaveLength(1);
    await die(first.app);

    const second = await start({ args });
    await expect.poll(() => counted(service, 'crashes')).toBe(1);
    expect(await service.received('error')).toEqual([]);
    await optIn(second.window);
    await die(second.app);

    const third = await start({ args });
    await expect.poll(async () => (await service.received('error')).length).toBe(1);
    expect(fieldsOf(await service.received('error'))[0]).toMatchObject({ processType: 'main' });
    await die(third.app);

    writeFileSync(policy, refusal);
    const fourth = await start({ args });
    await expect(decisionOn(fourth.window, 'Error reports')).toContainText('Turned off by');
    await fourth.quit();
    writeFileSync(policy, '{}');
    const fifth = await start({ args });
    await expect(decisionOn(fifth.window, 'Error reports')).toContainText('You turned it on');
    await expect.poll(() => counted(service, 'crashes')).toBe(2);
    expect(wire.records().filter(({ category }) => category === 'error')).toHaveLength(1);
  });

/** Keeps a window from responding. */
const block = (window: Page, milliseconds: number) =>
  window.evaluate((forSoLong) => {
    setTimeout(() => {
      const until = performance.now() + forSoLong;
      while (performance.now() < until);
    });
  }, milliseconds);

/** Keeps message boxes open until the test answers them. */
async function holdBoxes(app: ElectronApplication) {
  type Held = { buttons?: string[]; signal?: AbortSignal; choose: (response: number) => void }[];
  type Holder = { held: Held };
  await app.evaluate(({ dialog }) => {
    const held: Held = [];
    Object.assign(globalThis, { held });
    dialog.showMessageBox = (...args: unknown[]) =>
      new Promise((resolve) => {
        held.push({
          ...(args.at(-1) as Electron.MessageBoxOptions),
          choose: (response) => {
            resolve({ response, checkboxChecked: false });
          },
        });
      });
  });
  return {
    /** For each box so far, whether Candor has closed it itself. */
    closed: () =>
      app.evaluate(() =>
        (globalThis as unknown as Holder).held.map(({ signal }) => signal?.aborted === true),
      ),
    press: (label: string) =>
      app.evaluate((_electron, name) => {
        const last = (globalThis as unknown as Holder).held.at(-1);
        last?.choose(last.buttons?.indexOf(name) ?? -1);
      }, label),
  };
}

test('over a window that does not answer the person chooses to wait or to reload; the hang is counted, and told where that is allowed', async ({
  start,
  service,
  folder,
  userData,
}) => {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, '{}');
  const options = {
    args: [`--policy-file=${policy}`],
    env: { CANDOR_STANDIN_UNRESPONSIVE_MS: '1000' },
  };
  const { app, window, quit } = await start(options);
  await expect.poll(() => service.received('usage')).toHaveLength(1);
  const boxes = await holdBoxes(app);
  await block(window, 3000);
  await expect.poll(() => timesLogged(userData, 'does not answer')).toBe(1);
  await boxes.press(en.hang.wait);
  await expect.poll(() => timesLogged(userData, 'answers again')).toBe(1);
  await optIn(window);
  await block(window, 3000);
  await expect.poll(boxes.closed).toEqual([true, true]);
  await expect.poll(() => service.received('error')).toHaveLength(1);
  expect(fieldsOf(await service.received('error'))[0]).toMatchObject({
    processType: 'renderer',
    incident: 'hang',
  });

  await quit();
  const refused = await start(options);
  await expect.poll(() => counted(service, 'hangs')).toBe(2);
  writeFileSync(policy, refusal);
  await expect(decisionOn(refused.window, 'Error reports')).toContainText('Turned off by');
  const last = await holdBoxes(refused.app);
  await block(refused.window, 600_000);
  await expect.poll(last.closed).toEqual([false]);
  await last.press(en.hang.reload);
  await expect.poll(() => timesLogged(userData, 'renderer: crash')).toBe(1);
  await expect.poll(() => regionsIn(refused.app, 'index.html')).toContain(en.options.title);
  for (const category of ['error', 'usage'] as const)
    expect(outboxFiles(userData, category)).toEqual([]);
  await expect.poll(() => dumpsOn(userData)).toEqual([]);
  expect(await service.received('error')).toHaveLength(1);
});

test('a preload that fails, a page that can’t be loaded, and the processes beside the windows are each told', async ({
  start,
  service,
  folder,
}) => {
  const { app, window } = await start();
  await optIn(window);
  const preload = join(folder, 'preload.js');
  writeFileSync(preload, 'throw new RangeError("the preload fails");');
  await app.evaluate(async ({ BrowserWindow }, script) => {
    const other = new BrowserWindow({ show: false, webPreferences: { preload: script } });
    await other.loadURL('app://candor/problem.html');
    await other.loadURL('http://127.0.0.1:9/').catch(() => undefined);
    other.destroy();
  }, preload);
  await killNetworkProcess(app);
  // Chromium starts other processes only when needed, so their crash is only simulated by its event.
  await app.evaluate(({ app: electron }) => {
    for (const type of ['Utility', 'Zygote'])
      electron.emit('child-process-gone', {}, { type, reason: 'oom', exitCode: 9 });
  });
  const told = async () => fieldsOf(await service.received('error'));
  await expect.poll(async () => (await told()).length).toBe(5);
  const crash = { incident: 'crash' };
  expect(await told()).toEqual(
    expect.arrayContaining(
      [
        { processType: 'renderer', exceptionMessage: 'the preload fails' },
        { processType: 'renderer', exceptionType: 'LoadError' },
        { ...crash, processType: 'network' },
        { ...crash, processType: 'utility', crashReason: 'oom', exitCode: '9' },
        { ...crash, processType: 'other', crashReason: 'oom', exitCode: '9' },
      ].map((fields) => expect.objectContaining(fields) as unknown),
    ),
  );
});

test('a person reports a problem and sees exactly what is sent', async ({
  start,
  service,
  wire,
}) => {
  const { app, window } = await start();
  const open = async () => {
    const opened = app.waitForEvent('window');
    await app.evaluate(({ Menu }, label) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
      items?.find((item) => item.label === label)?.click();
    }, en.menu.reportProblem);
    return opened;
  };
  const refused = await open();
  await refused.getByText(en.problemReport.refused).waitFor();
  await refused.getByRole('textbox', { name: en.problemReport.text }).fill('It is too slow.');
  await expect(refused.getByRole('button', { name: en.problemReport.send })).toBeDisabled();
  await answer(refused, en.problemReport.cancel);
  await optIn(window);

  const page = await open();
  await page
    .getByRole('textbox', { name: en.problemReport.text })
    .fill('It is “too” slow.\n\nOften.');
  const attached = page.getByRole('region', { name: en.problemReport.attached });
  await expect(attached).toContainText('Often.');
  const shown = await attached.textContent();
  await page.getByRole('button', { name: en.problemReport.send }).click();
  await page.getByText(en.problemReport.sent).waitFor();
  const number = await page.locator('code').textContent();
  await page.getByRole('button', { name: en.reportNumber.copyNumber }).click();
  await page.getByText(en.reportNumber.copied).waitFor();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(number);
  await expect.poll(() => service.received('error')).toHaveLength(1);
  expect(await service.find(number ?? '')).toMatchObject({ id: number, name: 'problem' });
  expect(await service.find(number?.replace(/.$/, 'x') ?? '')).toBeUndefined();
  expect(wire.records().filter(({ category }) => category === 'error')).toEqual([
    { category: 'error', line: shown },
  ]);
  expect(fieldsOf(await service.received('error'))[0]).toMatchObject({
    problemText: 'It is “too” slow.\n\nOften.',
  });
});
