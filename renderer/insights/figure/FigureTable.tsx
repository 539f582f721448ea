import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { columnsFor, type Column, type FigureData } from './figureData.ts';
import { useWords } from './useWords.ts';

const useStyles = makeStyles({
  // A long table scrolls; on paper it is shown in full.
  scroll: {
    maxHeight: '360px',
    overflow: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '@media print': { maxHeight: 'none', overflow: 'visible' },
  },
  table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  head: {
    ...typographyStyles.caption1Strong,
    position: 'sticky',
    top: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    textAlign: 'start',
    verticalAlign: 'bottom',
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  cell: {
    ...typographyStyles.body1,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    // Words don't break: a table wider than its figure scrolls within it.
    overflowWrap: 'break-word',
  },
  number: { textAlign: 'end', whiteSpace: 'nowrap' },
  day: { whiteSpace: 'nowrap' },
  untold: { color: tokens.colorNeutralForeground3, whiteSpace: 'normal' },
});

const isNumber = ({ kind }: Column) => kind === 'count' || kind === 'share';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly data: FigureData;
  /** The text for a value that isn't shown. */
  readonly untold: string;
}

/** A figure's numbers. */
export function FigureTable({ id, title, data, untold }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const { columns, rows } = columnsFor('shown', data);
  const written = ({ kind }: Column, value: string | number): string => {
    if (kind === 'day') return words.day(String(value));
    if (typeof value === 'string') return value === '' ? t('insights.figure.untold') : value;
    return kind === 'share' ? words.share(value) : words.count(value);
  };
  return (
    <div id={id} className={styles.scroll} role="group" aria-label={title} tabIndex={0}>
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={mergeClasses(styles.head, isNumber(column) && styles.number)}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column, at) => {
                const value = row[at] ?? null;
                const Cell = at === 0 ? 'th' : 'td';
                return (
                  <Cell
                    key={column.key}
                    {...(at === 0 ? { scope: 'row' } : {})}
                    className={mergeClasses(
                      styles.cell,
                      isNumber(column) && styles.number,
                      column.kind === 'day' && styles.day,
                      value === null && styles.untold,
                    )}
                  >
                    {value === null ? untold : written(column, value)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
