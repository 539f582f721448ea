import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** By its own width, not the window's: it is also shown beside a list. */
const stacked = '@container (max-width: 760px)';

const useStyles = makeStyles({
  // The headers that only screen readers notice stay in here, and don't lengthen the page.
  container: { containerType: 'inline-size', position: 'relative' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    tableLayout: 'fixed',
    textAlign: 'start',
    backgroundColor: tokens.colorNeutralBackground1,
    outline: `1px solid ${tokens.colorNeutralStroke2}`,
    outlineOffset: '-1px',
    borderRadius: tokens.borderRadiusXLarge,
    [stacked]: { '&, & tbody, & tr, & td, & tbody th': { display: 'block' } },
  },
  head: {
    [stacked]: {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
  },
  columnHeader: {
    ...typographyStyles.caption1Strong,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    textAlign: 'start',
    color: tokens.colorNeutralForeground3,
  },
  row: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    [stacked]: {
      padding: tokens.spacingHorizontalL,
      ':first-child': { borderTop: 'none' },
    },
  },
  marked: { backgroundColor: tokens.colorBrandBackground2 },
  cell: {
    ...typographyStyles.body1,
    padding: `${tokens.spacingVerticalMNudge} ${tokens.spacingHorizontalL}`,
    verticalAlign: 'top',
    textAlign: 'start',
    overflowWrap: 'anywhere',
    [stacked]: { padding: 0, marginTop: tokens.spacingVerticalS },
  },
  rowHeader: { fontWeight: tokens.fontWeightSemibold, [stacked]: { marginTop: 0 } },
  labelled: {
    '::before': {
      ...typographyStyles.caption1,
      content: 'attr(data-label)',
      display: 'none',
      color: tokens.colorNeutralForeground3,
      [stacked]: { display: 'block' },
    },
    // It remains a cell, or those after it would be read under the wrong headers.
    [stacked]: { ':empty': { marginTop: 0, '::before': { content: 'none' } } },
  },
});

export interface Column {
  readonly label: string;
  /** A percentage of the table's width. */
  readonly width: number;
}

interface Props {
  readonly labelledBy: string;
  readonly columns: readonly Column[];
  readonly rows: readonly {
    readonly key: string;
    readonly isMarked?: boolean;
    readonly cells: readonly ReactNode[];
  }[];
}

/** A table whose rows are stacked if the window is narrow; the roles keep it a table for screen readers. */
export function Table({ labelledBy, columns, rows }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.container}>
      <table role="table" aria-labelledby={labelledBy} className={styles.table}>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row">
            {columns.map(({ label, width }) => (
              <th
                key={label}
                role="columnheader"
                scope="col"
                className={styles.columnHeader}
                style={{ width: `${width}%` }}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ key, isMarked = false, cells: [header, ...others] }) => (
            <tr
              key={key}
              role="row"
              aria-current={isMarked ? 'true' : undefined}
              className={mergeClasses(styles.row, isMarked && styles.marked)}
            >
              <th
                role="rowheader"
                scope="row"
                className={mergeClasses(styles.cell, styles.rowHeader)}
              >
                {header}
              </th>
              {others.map((cell, index) => (
                <td
                  key={index}
                  role="cell"
                  className={mergeClasses(styles.cell, styles.labelled)}
                  data-label={columns[index + 1]?.label}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
