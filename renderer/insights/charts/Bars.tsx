import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useWords } from '../figure/useWords.ts';
import { ChartFrame } from './ChartFrame.tsx';

const ROW = 28;
/** With more bars, the table says it better. */
const mostBars = 12;

const useStyles = makeStyles({
  row: {
    ...typographyStyles.caption1,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 36%) minmax(0, 1fr) 72px',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    minHeight: `${ROW}px`,
    color: tokens.colorNeutralForeground1,
  },
  name: { overflowWrap: 'anywhere', textAlign: 'end' },
  track: { height: '14px', borderRadius: tokens.borderRadiusSmall },
  bar: {
    height: '100%',
    minWidth: '1px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorBrandBackground,
    printColorAdjust: 'exact',
    forcedColorAdjust: 'none',
  },
  value: { fontVariantNumeric: 'tabular-nums' },
});

interface Props {
  readonly title: string;
  readonly bars: readonly { readonly name: string; readonly value: number | null }[];
  readonly kind: 'count' | 'share';
}

/** Horizontal bars with their numbers, in order; a value that isn't shown has no bar. */
export function Bars({ title, bars, kind }: Props) {
  const styles = useStyles();
  const words = useWords();
  const write = kind === 'share' ? words.share : words.count;
  const told = bars
    .flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))
    .slice(0, mostBars);
  const most = Math.max(...told.map(({ value }) => value));
  return (
    <ChartFrame title={title}>
      {() =>
        told.map(({ name, value }) => (
          <div key={name} className={styles.row}>
            <span className={styles.name}>{name}</span>
            <div className={styles.track}>
              <div className={styles.bar} style={{ width: `${(value / most) * 100}%` }} />
            </div>
            <span className={styles.value}>{write(value)}</span>
          </div>
        ))
      }
    </ChartFrame>
  );
}
