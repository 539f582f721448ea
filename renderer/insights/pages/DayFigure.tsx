import { useTranslation } from 'react-i18next';
import { DayLines } from '../charts/DayLines.tsx';
import { Figure } from '../figure/Figure.tsx';
import type { Loaded } from '../answers/useAnswer.ts';
import { daysOf } from '../place/place.ts';
import { useHere } from '../place/usePlace.ts';
import { acrossDays } from './rows.ts';

interface DayRow {
  readonly day: string | null;
}

export interface Measure<Row> {
  /** The name in downloads. */
  readonly key: string;
  readonly label: string;
  readonly kind: 'count' | 'share';
  readonly value: (row: Row) => number | null;
  /** Whether it is in the table only. */
  readonly isOnlyInTable?: boolean;
}

interface Props<Row> {
  readonly title: string;
  readonly explain: string;
  readonly finding?: (rows: readonly Row[]) => string | undefined;
  readonly name: string;
  readonly shown: Loaded<{
    readonly k: number;
    readonly suppressed: boolean;
    readonly rows: readonly Row[];
  }>;
  readonly measures: readonly Measure<Row>[];
  readonly isWide?: boolean;
}

/** A figure with one row per day of the period. */
export function DayFigure<Row extends DayRow>({ measures, ...rest }: Props<Row>) {
  const { t } = useTranslation();
  const { period } = useHere();
  const days = daysOf(period);
  const drawn = measures.filter(({ isOnlyInTable = false }) => !isOnlyInTable);
  return (
    <Figure
      {...rest}
      table={(rows) => ({
        columns: [
          { key: 'day', label: t('insights.figure.day'), kind: 'day' },
          ...measures.map(({ key, label, kind }) => ({ key, label, kind })),
        ],
        rows: rows.flatMap((row) =>
          row.day === null ? [] : [[row.day, ...measures.map(({ value }) => value(row))]],
        ),
      })}
      chart={(rows) => (
        <DayLines
          title={rest.title}
          days={days}
          kind={drawn[0]?.kind ?? 'count'}
          series={drawn.map(({ label, value }) => ({
            name: label,
            values: acrossDays(days, rows, ({ day }) => day, value),
          }))}
        />
      )}
    />
  );
}
