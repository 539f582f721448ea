import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { StabilityRow, WindowRow } from '../../../contract/insights/answers.ts';
import type { Loaded } from '../answers/useAnswer.ts';
import { useWords } from '../figure/useWords.ts';
import { useHere } from '../place/usePlace.ts';
import { crashFreeIn } from './changes.ts';
import { sumOf } from './rows.ts';

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 170px), 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: `0 0 ${tokens.spacingVerticalL}`,
  },
  tile: {
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    breakInside: 'avoid',
  },
  name: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  number: {
    ...typographyStyles.title2,
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorBrandForeground1,
  },
  untold: { ...typographyStyles.subtitle2, color: tokens.colorNeutralForeground3 },
  more: { margin: 0, color: tokens.colorNeutralForeground3 },
});

type Of<Row> = Loaded<{ readonly k: number; readonly rows: readonly Row[] }>;

interface TileProps {
  readonly name: string;
  readonly number: string | undefined;
  readonly more: string | undefined;
  /** Whether its answer has arrived. */
  readonly isTold: boolean;
  readonly k: number;
}

function Tile({ name, number, more, isTold, k }: TileProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const few = isTold ? t('insights.figure.few', { count: k }) : '–';
  return (
    <div className={styles.tile}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.number}>
        {number ?? <span className={styles.untold}>{few}</span>}
        {more !== undefined && (
          <Text size={200} block className={styles.more}>
            {more}
          </Text>
        )}
      </dd>
    </div>
  );
}

const rowsOf = <Row,>(shown: Of<Row>): readonly Row[] =>
  shown.state === 'answered' ? shown.answer.rows : [];
const kOf = (shown: Of<unknown>): number => (shown.state === 'answered' ? shown.answer.k : 5);

interface Props {
  readonly byDay: Of<WindowRow>;
  readonly byWeek: Of<WindowRow>;
  readonly by28Days: Of<WindowRow>;
  readonly stability: Of<StabilityRow>;
}

/** The few numbers that people come for. */
export function Glance({ byDay, byWeek, by28Days, stability }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const { today } = useHere();
  /** The last window that is over; failing that, the last one. */
  const lastOf = (rows: readonly WindowRow[]) =>
    rows.findLast(({ to, devices }) => to < today && devices !== null) ??
    rows.findLast(({ devices }) => devices !== null);
  const windows = [
    ['lastDay', byDay, lastOf(rowsOf(byDay)), false],
    ['lastWeek', byWeek, lastOf(rowsOf(byWeek)), true],
    ['last28', by28Days, lastOf(rowsOf(by28Days)), true],
  ] as const;
  const rows = rowsOf(stability);
  const sessions = sumOf(rows, (row) => row.sessions);
  const crashFree = crashFreeIn(rows);
  const written = (count: number, isRounded: boolean) =>
    isRounded ? t('insights.overview.about', { count }) : words.count(count);
  return (
    <dl className={styles.tiles} aria-label={t('insights.overview.now')}>
      {windows.map(([name, shown, last, isRounded]) => (
        <Tile
          key={name}
          k={kOf(shown)}
          name={t(`insights.overview.${name}`, {
            day: words.day((name === 'last28' ? last?.to : last?.from) ?? today),
          })}
          number={
            last?.devices === undefined || last.devices === null
              ? undefined
              : written(last.devices, isRounded)
          }
          more={
            last?.people === undefined || last.people === null
              ? undefined
              : t('insights.overview.people', { people: written(last.people, isRounded) })
          }
          isTold={shown.state === 'answered'}
        />
      ))}
      <Tile
        k={kOf(stability)}
        name={t('insights.overview.sessions')}
        number={sessions === null ? undefined : words.count(sessions)}
        more={undefined}
        isTold={stability.state === 'answered'}
      />
      <Tile
        k={kOf(stability)}
        name={t('insights.overview.crashFree')}
        number={crashFree && words.share(crashFree.share)}
        more={
          crashFree &&
          t('insights.overview.between', {
            low: words.share(crashFree.low),
            high: words.share(crashFree.high),
          })
        }
        isTold={stability.state === 'answered'}
      />
    </dl>
  );
}
