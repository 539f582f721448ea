import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useWords } from '../figure/useWords.ts';
import { ChartFrame } from './ChartFrame.tsx';

const ROW = 32;
const AXIS = 28;
const TEXT_GAP = 8;

const useStyles = makeStyles({
  name: { ...typographyStyles.caption1, fill: tokens.colorNeutralForeground1 },
  axis: { ...typographyStyles.caption1, fill: tokens.colorNeutralForeground3 },
  grid: { stroke: tokens.colorNeutralStroke2 },
  interval: { stroke: tokens.colorBrandStroke2Contrast, strokeWidth: '10', strokeLinecap: 'round' },
  point: { fill: tokens.colorBrandForeground1 },
});

export interface Interval {
  readonly name: string;
  readonly rate: number | null;
  /** The 95 % interval, low and high. */
  readonly interval: readonly [number, number] | null;
}

/** Axis steps that need at most one decimal of a percent. */
const quarters = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25];

/** The shortest axis of four such steps that covers all intervals. */
function scaleOf(rows: readonly Interval[]): readonly [number, number] {
  const ends = rows.flatMap(({ interval }) => interval ?? []);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const lowOf = (quarter: number) =>
    Math.max(0, Math.min(Math.floor(least / quarter) * quarter, 1 - 4 * quarter));
  const quarter = quarters.find((one) => lowOf(one) + 4 * one >= most) ?? 0.25;
  return [lowOf(quarter), lowOf(quarter) + 4 * quarter];
}

const cut = (text: string, room: number): string =>
  text.length * 7 > room ? `${text.slice(0, Math.max(3, Math.floor(room / 7) - 1))}…` : text;

/**
 * Shares as points on their intervals: if two intervals overlap, the difference may be chance. The chart library has no
 * such chart, so this one is drawn here.
 */
export function Intervals({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly Interval[];
}) {
  const styles = useStyles();
  const words = useWords();
  const told = rows.filter(({ interval }) => interval !== null);
  const [low, high] = scaleOf(told);
  const height = told.length * ROW + AXIS;
  return (
    <ChartFrame title={title} height={height}>
      {(width) => {
        const left = Math.min(160, Math.floor(width * 0.34));
        const right = width - 28;
        const x = (share: number) => left + ((share - low) / (high - low)) * (right - left);
        const count = width < 400 ? 2 : 4;
        const ticks = Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
        return (
          <svg width={width} height={height}>
            {ticks.map((tick) => (
              <g key={tick}>
                <line className={styles.grid} x1={x(tick)} x2={x(tick)} y1={0} y2={height - AXIS} />
                <text className={styles.axis} x={x(tick)} y={height - 8} textAnchor="middle">
                  {words.share(tick)}
                </text>
              </g>
            ))}
            {told.map(({ name, rate, interval }, index) => {
              const y = index * ROW + ROW / 2;
              return (
                <g key={name}>
                  <text className={styles.name} x={left - TEXT_GAP * 2} y={y + 4} textAnchor="end">
                    {cut(name, left - TEXT_GAP * 2)}
                  </text>
                  {interval && (
                    <line
                      className={styles.interval}
                      x1={x(interval[0])}
                      x2={x(interval[1])}
                      y1={y}
                      y2={y}
                    />
                  )}
                  {rate !== null && <circle className={styles.point} cx={x(rate)} cy={y} r={5} />}
                </g>
              );
            })}
          </svg>
        );
      }}
    </ChartFrame>
  );
}
