import { describe, expect, test, vi } from 'vitest';
import type { Language } from '../../../contract/text/index.ts';
import type { Loaded } from '../answers/useAnswer.ts';
import { DayLines } from '../charts/DayLines.tsx';
import { renderInsights } from '../testing/renderInsights.testkit.tsx';
import { Figure } from './Figure.tsx';

interface Row {
  readonly day: string;
  readonly devices: number | null;
}
type Shown = Loaded<{ k: number; suppressed: boolean; rows: readonly Row[] }>;

const rows: readonly Row[] = [
  { day: '2026-11-01', devices: 1204 },
  { day: '2026-11-02', devices: null },
  { day: '2026-11-03', devices: 1300 },
];
const answered = (told: readonly Row[], suppressed = false): Shown => ({
  state: 'answered',
  answer: { k: 5, suppressed, rows: told },
});

const title = 'Devices, day by day';
const figure = (shown: Shown, language: Language = 'en') =>
  renderInsights(
    <Figure
      title={title}
      explain="Each counts once a day."
      finding={(all) => `${all.length} days.`}
      name="devices"
      shown={shown}
      table={(all) => ({
        columns: [
          { key: 'day', label: 'Day', kind: 'day' },
          { key: 'devices', label: 'Devices', kind: 'count' },
        ],
        rows: all.map(({ day, devices }) => [day, devices]),
      })}
      chart={(all) => (
        <DayLines
          title={title}
          kind="count"
          days={all.map(({ day }) => day)}
          series={[{ name: 'Devices', values: all.map(({ devices }) => devices) }]}
        />
      )}
    />,
    language,
  );

/** A busy machine draws late. */
const PATIENCE = { timeout: 10_000 };

describe('a figure', () => {
  test('says what it is about and what it found, with its chart, and its table when asked', async () => {
    const screen = await figure(answered(rows));
    const region = screen.getByRole('region', { name: title });
    await expect.element(region.getByRole('heading', { name: title })).toBeVisible();
    await expect.element(region.getByText('3 days.')).toBeVisible();
    await expect.element(region.getByRole('img', { name: `Chart: ${title}` })).toBeVisible();
    await expect.element(screen.getByRole('table')).not.toBeInTheDocument();
    await region.getByRole('button', { name: 'Show the table' }).click();
    await expect.element(screen.getByRole('cell', { name: '1,204' })).toBeVisible();
    await expect.element(screen.getByRole('rowheader', { name: 'Nov 3, 2026' })).toBeVisible();
    await region.getByRole('button', { name: 'Hide the table' }).click();
    await expect.element(screen.getByRole('table')).not.toBeInTheDocument();
  });

  test('writes numbers and days as French does', async () => {
    const screen = await figure(answered(rows), 'fr');
    await screen.getByRole('button', { name: 'Montrer le tableau' }).click();
    await expect.element(screen.getByRole('cell', { name: /^1\s204$/ })).toBeVisible();
    await expect.element(screen.getByRole('rowheader', { name: '3 nov. 2026' })).toBeVisible();
    await expect.element(screen.getByRole('cell', { name: 'moins de 5' })).toBeVisible();
  });

  test('says of what is about too few that it is, in the table in words and in the chart by a gap', async () => {
    const screen = await figure(answered(rows, true));
    await expect.element(screen.getByText(/fewer than 5 devices sent is not shown/)).toBeVisible();
    const lines = () =>
      screen
        .getByRole('img', { name: `Chart: ${title}` })
        .element()
        .querySelectorAll(
          'svg path[id^="line"], svg line[id^="line"], svg circle, svg path[id^="circle"]',
        );
    await vi.waitFor(() => {
      expect(lines().length).toBeGreaterThan(0);
    });
    await screen.getByRole('button', { name: 'Show the table' }).click();
    await expect.element(screen.getByRole('cell', { name: 'fewer than 5' })).toBeVisible();
  });

  test('keeps its chart while there is no room for it, as when a page is photographed', async () => {
    const screen = await figure(answered(rows));
    const image = screen.getByRole('img', { name: `Chart: ${title}` });
    await expect.element(image).toBeVisible();
    const chart = image.element();
    await vi.waitFor(() => {
      expect(chart.querySelector('svg')).not.toBeNull();
    }, PATIENCE);
    const drawn = chart.querySelector('svg');
    const widths: number[] = [];
    new ResizeObserver((entries) => {
      widths.push(...entries.map(({ contentRect }) => contentRect.width));
    }).observe(chart);
    // An observer reports changes only after it has reported a first size.
    await vi.waitFor(() => {
      expect(widths.at(-1)).toBeGreaterThan(0);
    }, PATIENCE);
    screen.container.style.display = 'none';
    await vi.waitFor(() => {
      expect(widths.at(-1)).toBe(0);
    }, PATIENCE);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(chart.querySelector('svg')).toBe(drawn);
  });

  test('shows no table and no chart where everything is about too few', async () => {
    const screen = await figure(answered([{ day: '2026-11-01', devices: null }], true));
    await expect.element(screen.getByText('Not shown: fewer than 5 devices.')).toBeVisible();
    await expect.element(screen.getByRole('img')).not.toBeInTheDocument();
    await expect.element(screen.getByRole('button')).not.toBeInTheDocument();
  });

  test('says that nothing arrived, that it is loading, and that it can’t be narrowed down', async () => {
    const empty = await figure(answered([]));
    await expect.element(empty.getByText('Nothing arrived for this in the period.')).toBeVisible();
    const loading = await figure({ state: 'loading' });
    await expect.element(loading.getByText(`Reading ${title} …`)).toBeVisible();
    const unfiltered = await figure({ state: 'unfiltered' });
    await expect.element(unfiltered.getByText(/This is told of everything only/)).toBeVisible();
  });

  test('says why there is no answer, and asks again', async () => {
    const again = vi.fn();
    const problem = {
      kind: 'refused',
      status: 400,
      message: 'by: there is no such value',
    } as const;
    const screen = await figure({ state: 'failed', problem, again });
    await expect
      .element(screen.getByRole('alert'))
      .toHaveTextContent('The service says: by: there is no such value');
    await screen.getByRole('button', { name: 'Try again' }).click();
    expect(again).toHaveBeenCalledOnce();
  });
});
