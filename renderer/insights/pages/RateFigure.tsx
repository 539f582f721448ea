import { useTranslation } from 'react-i18next';
import type { Loaded } from '../answers/useAnswer.ts';
import { Intervals } from '../charts/Intervals.tsx';
import { Figure } from '../figure/Figure.tsx';
import { useWords } from '../figure/useWords.ts';
import type { Measure } from './DayFigure.tsx';

interface RateRow {
  readonly value: string | null;
  readonly rest: boolean;
  readonly rate: number | null;
  readonly interval: readonly [number, number] | null;
}

interface Props<Row> {
  readonly title: string;
  readonly explain: string;
  readonly name: string;
  readonly trait: 'version' | 'os' | 'surface';
  /** The name of the share. */
  readonly rateLabel: string;
  /** What the share is computed from, for the table. */
  readonly measures: readonly Measure<Row>[];
  readonly shown: Loaded<{
    readonly k: number;
    readonly suppressed: boolean;
    readonly rows: readonly Row[];
  }>;
}

/** A share for each value of a trait, with its interval. */
export function RateFigure<Row extends RateRow>(props: Props<Row>) {
  const { trait, measures, rateLabel, ...rest } = props;
  const { t } = useTranslation();
  const words = useWords();
  const nameOf = (row: Row) =>
    row.rest ? t('insights.figure.rest') : words.value(trait, row.value ?? '');
  return (
    <Figure
      {...rest}
      table={(rows) => ({
        columns: [
          { key: trait, label: t(`insights.trait.value.${trait}`), kind: 'text' },
          ...measures.map(({ key, label, kind }) => ({ key, label, kind })),
          { key: 'rate', label: rateLabel, kind: 'share' },
          { key: 'low', label: t('insights.interval.low'), kind: 'share' },
          { key: 'high', label: t('insights.interval.high'), kind: 'share' },
        ],
        rows: rows.map((row) => [
          nameOf(row),
          ...measures.map(({ value }) => value(row)),
          row.rate,
          row.interval?.[0] ?? null,
          row.interval?.[1] ?? null,
        ]),
      })}
      chart={(rows) => (
        <Intervals title={rest.title} rows={rows.map((row) => ({ ...row, name: nameOf(row) }))} />
      )}
    />
  );
}
