import {
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Loaded } from '../answers/useAnswer.ts';
import { FigureActions } from './FigureActions.tsx';
import type { FigureData } from './figureData.ts';
import { FigureTable } from './FigureTable.tsx';
import { ProblemNote } from './ProblemNote.tsx';

const useStyles = makeStyles({
  figure: {
    boxSizing: 'border-box',
    minWidth: 0,
    margin: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    breakInside: 'avoid',
  },
  wide: { gridColumn: '1 / -1' },
  title: { margin: 0 },
  explain: { color: tokens.colorNeutralForeground3 },
  finding: { marginTop: tokens.spacingVerticalXS },
  still: {
    minHeight: '160px',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: tokens.spacingVerticalS,
    textAlign: 'center',
    color: tokens.colorNeutralForeground3,
  },
});

/** An answer: rows of numbers, each about at least `k` devices. */
interface AnswerOf<Row> {
  readonly k: number;
  readonly suppressed: boolean;
  readonly rows: readonly Row[];
}

interface Props<Row> {
  readonly title: string;
  /** What is counted, and how. */
  readonly explain: string;
  /** A sentence that sums up the numbers. */
  readonly finding?: ((rows: readonly Row[]) => string | undefined) | undefined;
  /** The names of downloaded files, without their extensions. */
  readonly name: string;
  readonly shown: Loaded<AnswerOf<Row>>;
  readonly table: (rows: readonly Row[]) => FigureData;
  /** Left out if the table alone says it best. */
  readonly chart?: (rows: readonly Row[]) => ReactNode;
  /** Whether it takes the page's whole width. */
  readonly isWide?: boolean;
  /** Of whom a number must be about enough. */
  readonly whose?: 'devices' | 'people';
}

/** Whether the table contains no number. */
const isUntold = ({ columns, rows }: FigureData): boolean =>
  rows.every((row) =>
    row.every(
      (value, at) => value === null || !['count', 'share'].includes(columns[at]?.kind ?? ''),
    ),
  );

function Content<Row>(props: Props<Row> & { readonly answer: AnswerOf<Row> }) {
  const { title, name, answer, table, chart, whose = 'devices' } = props;
  const { rows, suppressed, k } = answer;
  const styles = useStyles();
  const { t } = useTranslation();
  const tableId = useId();
  const [isTableShown, showTable] = useState(chart === undefined);
  const suppressedText = t(`insights.figure.suppressed_${whose}`, { count: k });
  if (rows.length === 0)
    return (
      <div className={styles.still}>
        <Text>{suppressed ? suppressedText : t('insights.figure.empty')}</Text>
      </div>
    );
  const data = table(rows);
  if (isUntold(data))
    return (
      <div className={styles.still}>
        <Text>{suppressedText}</Text>
      </div>
    );
  return (
    <>
      {chart?.(rows)}
      {suppressed && (
        <Text size={200} className={styles.explain}>
          {t(`insights.figure.suppressedSome_${whose}`, { count: k })}
        </Text>
      )}
      <FigureActions
        {...{ title, name, data, isTableShown, tableId }}
        onTable={showTable}
        hasChart={chart !== undefined}
      />
      {isTableShown && (
        <FigureTable
          id={tableId}
          title={title}
          data={data}
          untold={t('insights.figure.few', { count: k })}
        />
      )}
    </>
  );
}

/** The answer to one question: a headline, a chart, a table, and downloads. */
export function Figure<Row>(props: Props<Row>) {
  const { title, explain, finding, shown, isWide = false } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const id = useId();
  const said = shown.state === 'answered' ? finding?.(shown.answer.rows) : undefined;
  return (
    <section
      aria-labelledby={id}
      aria-busy={shown.state === 'loading'}
      className={mergeClasses(styles.figure, isWide && styles.wide)}
    >
      <div>
        <Subtitle2 as="h2" id={id} block className={styles.title}>
          {title}
        </Subtitle2>
        <Text size={200} block className={styles.explain}>
          {explain}
        </Text>
        {said !== undefined && (
          <Text block className={styles.finding}>
            {said}
          </Text>
        )}
      </div>
      {shown.state === 'loading' && (
        <div className={styles.still}>
          <Spinner size="tiny" label={t('webPage.loading', { what: title })} />
        </div>
      )}
      {shown.state === 'failed' && (
        <div className={styles.still}>
          <ProblemNote problem={shown.problem} />
          <Button onClick={shown.again}>{t('webPage.again')}</Button>
        </div>
      )}
      {shown.state === 'unfiltered' && (
        <div className={styles.still}>
          <Text>{t('insights.figure.unfiltered')}</Text>
        </div>
      )}
      {shown.state === 'answered' && <Content {...props} answer={shown.answer} />}
    </section>
  );
}
