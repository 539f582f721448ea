import { LineChart, type LineChartPoints } from '@fluentui/react-charts';
import { useWords } from '../figure/useWords.ts';
import { ChartFrame } from './ChartFrame.tsx';
import { Legend } from './Legend.tsx';
import { lookOf, mostSeries, type Series } from './series.ts';

const HEIGHT = 240;
/** In pixels. */
const margins = { left: 56, right: 28, top: 12, bottom: 32 };
const TICKS = 4;

const at = (day: string) => new Date(`${day}T00:00:00.000Z`);

/** The smallest axis maximum whose quarters are round numbers. */
function topOf(most: number, kind: 'count' | 'share'): number {
  const quarter = most / TICKS;
  const size = 10 ** Math.floor(Math.log10(quarter));
  const step = [1, 2, 2.5, 5, 10].map((it) => it * size).find((it) => it >= quarter) ?? quarter;
  const top = TICKS * (kind === 'count' ? Math.ceil(step) : step);
  return kind === 'share' ? Math.min(1, top) : top;
}

/** Where the axis starts if all shares are near 1, so that changes are visible; its quarters are round. */
const bottoms = [0.98, 0.96, 0.9, 0.8];
const bottomOf = (least: number, kind: 'count' | 'share'): number =>
  (kind === 'share' ? bottoms.find((it) => it <= least) : undefined) ?? 0;

/** A line stops where a value isn't shown and starts again after it: each piece is a line of its own. */
function piecesOf({ name, values }: Series, index: number, days: readonly string[]) {
  const pieces: { x: Date; y: number }[][] = [];
  let open: { x: Date; y: number }[] | undefined;
  values.forEach((y, day) => {
    const on = days[day];
    if (y === null || on === undefined) open = undefined;
    else if (open) open.push({ x: at(on), y });
    else pieces.push((open = [{ x: at(on), y }]));
  });
  const { color, strokeDasharray } = lookOf(index);
  return pieces.map((data): LineChartPoints => ({
    legend: name,
    data,
    color,
    lineOptions: { strokeWidth: 2, strokeDasharray, lineBorderWidth: 0 },
    hideNonActiveDots: data.length > 1,
  }));
}

interface Props {
  readonly title: string;
  readonly days: readonly string[];
  readonly series: readonly Series[];
  readonly kind: 'count' | 'share';
}

/** Lines across days; a gap means that a value isn't shown. */
export function DayLines({ title, days, series, kind }: Props) {
  const words = useWords();
  const shown = series.slice(0, mostSeries);
  const write = kind === 'share' ? words.share : words.count;
  const told = shown.flatMap(({ values }) => values.filter((value) => value !== null));
  const least = bottomOf(Math.min(...told), kind);
  const most = least > 0 ? 1 : topOf(Math.max(...told, kind === 'share' ? 0.01 : TICKS), kind);
  const read = (x: number, width: number) => {
    const room = width - margins.left - margins.right;
    const index = Math.round(((x - margins.left) / room) * (days.length - 1));
    const day = days[Math.min(Math.max(index, 0), days.length - 1)] ?? '';
    const position = days.indexOf(day);
    const values = shown.map(({ name, values: all }) => {
      const value = all[position] ?? null;
      return `${shown.length > 1 ? `${name} ` : ''}${value === null ? '–' : write(value)}`;
    });
    return `${words.day(day)}: ${values.join(' · ')}`;
  };
  return (
    <>
      <ChartFrame title={title} height={HEIGHT} read={read}>
        {(width) => (
          <LineChart
            width={width}
            height={HEIGHT}
            margins={margins}
            data={{ lineChartData: shown.flatMap((one, index) => piecesOf(one, index, days)) }}
            hideLegend
            hideTooltip
            useUTC
            customDateTimeFormatter={words.shortDay}
            xAxisTickCount={Math.max(2, Math.min(6, Math.floor(width / 90)))}
            yMinValue={least}
            yMaxValue={most}
            yAxisTickCount={TICKS}
            yAxisTickFormat={(value: number) => write(value)}
          />
        )}
      </ChartFrame>
      {shown.length > 1 && <Legend names={shown.map(({ name }) => name)} />}
    </>
  );
}
