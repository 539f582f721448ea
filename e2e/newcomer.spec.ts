import { join } from 'node:path';
import type { TelemetryRecord } from '../contract/envelope.ts';
import { demoDays } from '../tools/demo/days.ts';
import { loadDemonstration } from '../tools/demo/load.ts';
import { expect } from './fixtures/candor.ts';
import { daysAgo } from './fixtures/fleet.ts';
import { insightsTest } from './fixtures/insightsTest.ts';
import { createTelemetryService } from './fixtures/telemetryService.ts';

const seed = 17;
const today = daysAgo(0);

/** The service as `npm start -- --demo` starts it. */
const test = insightsTest.extend({
  service: async ({ folder }, use) => {
    const dataFolder = join(folder, 'service');
    loadDemonstration(dataFolder, { seed, today, log: () => undefined });
    const service = createTelemetryService(dataFolder);
    await service.start();
    await use(service);
    await service.stop();
  },
});

const mostOf = <T>(counts: ReadonlyMap<string, T>, size: (count: T) => number) =>
  [...counts].toSorted(([, a], [, b]) => size(b) - size(a))[0];

/** The answers, counted out of the made-up records themselves in the plainest way. */
function countAll() {
  const records = [...demoDays(seed, today)].flatMap(({ linesOf }) =>
    [...linesOf].flatMap(([version, lines]) =>
      lines.map((line) => ({ version, ...(JSON.parse(line) as TelemetryRecord) })),
    ),
  );
  const inPeriod = records.filter(({ at }) => at.slice(0, 10) >= daysAgo(27));
  const devices = new Set<unknown>();
  const daysOf = new Map<string, Set<string>>();
  const windows = { attempts: 0, failures: 0 };
  const peopleOf = new Map<string, Set<unknown>>();
  for (const { category, name, at, version, fields } of inPeriod) {
    if (category === 'census') {
      const day = at.slice(0, 10);
      if (day === today) devices.add(fields['deviceId']);
      const days = daysOf.get(version) ?? new Set();
      daysOf.set(version, days.add(`${day} ${String(fields['deviceId'])}`));
      if (fields['osName'] !== 'Windows') continue;
      windows.attempts += Number(fields['signInAttempts']);
      windows.failures += Number(fields['signInFailures']);
    }
    if (category === 'error' && name !== 'repeats') {
      const title = String(fields['exceptionType'] ?? fields['errorCode']);
      peopleOf.set(title, (peopleOf.get(title) ?? new Set()).add(fields['userId']));
    }
  }
  const [version] = mostOf(daysOf, ({ size }) => size) ?? [''];
  const [error, people] = mostOf(peopleOf, ({ size }) => size) ?? ['', new Set()];
  return { devices: devices.size, version, windows, error, people: people.size };
}

test('a newcomer with the demonstration reads how many devices there are today, which version most use, how often signing in fails on Windows, and which error most people meet', async ({
  read,
}) => {
  const { devices, version, windows, error, people } = countAll();
  const page = await read();
  await expect(page.getByText('made up', { exact: false }).first()).toBeVisible();
  const byDay = page.getByRole('region', { name: 'Devices and people, day by day' });
  await byDay.getByRole('button', { name: 'Show the table' }).click();
  const inWords = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
  await expect(
    byDay.getByRole('row', { name: inWords.format(new Date(today)) }).getByRole('cell').first(),
  ).toHaveText(String(devices));

  const goTo = (name: string) =>
    page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await goTo('Audience');
  await expect(
    page.getByRole('region', { name: 'Versions', exact: true }).getByText('Most frequent'),
  ).toContainText(`Most frequent: ${version},`);

  await goTo('Signing in');
  const bySystem = page.getByRole('region', { name: 'Failures by system' });
  await bySystem.getByRole('button', { name: 'Show the table' }).click();
  const rate = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
  await expect(bySystem.getByRole('row', { name: /^Windows/ })).toContainText(
    rate.format(windows.failures / windows.attempts),
  );

  await goTo('Errors');
  await expect(page.getByText('What most people met')).toContainText(error);
  await expect(page.getByText('What most people met')).toContainText(`people: ${people}`);
});
