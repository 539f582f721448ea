import { Badge, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular, ClockRegular, DismissCircleRegular } from '@fluentui/react-icons';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../contract/text/index.ts';
import type { RecordSummary } from '../../contract/viewer.ts';
import { formatSize } from '../ui/formatSize.ts';
import { useView } from '../app/useView.ts';
import { recordNameText } from './fieldValue.ts';

export const ROW_HEIGHT = 52;

/** When, what, state: three columns at any width, so that a narrow window needs no other table. */
export const columns = {
  gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 6fr) minmax(96px, 2fr)',
  columnGap: tokens.spacingHorizontalM,
  paddingInline: tokens.spacingHorizontalL,
  '@container (max-width: 420px)': {
    gridTemplateColumns: '64px minmax(0, 1fr) 32px',
    columnGap: tokens.spacingHorizontalS,
    paddingInline: tokens.spacingHorizontalM,
  },
};

/** What a narrow list shows only by its position or its icon; screen readers still read it. */
export const heardWhereNarrow = {
  '@container (max-width: 420px)': {
    position: 'absolute',
    width: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
} as const;

const useStyles = makeStyles({
  row: {
    position: 'absolute',
    insetInline: 0,
    top: 0,
    height: `${ROW_HEIGHT}px`,
    boxSizing: 'border-box',
    display: 'grid',
    ...columns,
    alignItems: 'center',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 ${tokens.colorBrandStroke1}`,
  },
  active: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  cell: { minWidth: 0, overflow: 'hidden', whiteSpace: 'nowrap', textOverflow: 'ellipsis' },
  state: heardWhereNarrow,
  // Hidden in a narrow list, since the record's own page says it too.
  wide: { '@container (max-width: 520px)': { display: 'none' } },
  second: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground3,
  },
});

export const stateIcons = {
  waiting: ClockRegular,
  sent: CheckmarkCircleRegular,
  rejected: DismissCircleRegular,
} as const;

export const stateColours = {
  waiting: 'informative',
  sent: 'brand',
  rejected: 'danger',
} as const;

/** A day in its shortest form: without the year if it is the current one. */
function day(at: string | number | Date, language: Language): string {
  const date = new Date(at);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(date);
}

interface Props {
  readonly id: string;
  readonly index: number;
  /** The position of its upper edge, in pixels. */
  readonly top: number;
  /** Undefined while it is being loaded. */
  readonly row: RecordSummary | undefined;
  readonly isChosen: boolean;
  readonly isActive: boolean;
  readonly onChoose: (index: number) => void;
}

/** One record in the list. */
export const RecordRow = memo(function RecordRow(props: Props) {
  const { id, index, top, row, isChosen, isActive, onChoose } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const Icon = row && stateIcons[row.state];
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={mergeClasses(styles.row, isChosen && styles.chosen, isActive && styles.active)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => {
        onChoose(index);
      }}
    >
      {row && Icon && (
        <>
          <div role="gridcell" className={styles.cell}>
            {day(row.at, language)}
            <Caption1 className={styles.second}>
              {time.format(row.at)}
              <span className={styles.wide}> · {t(`viewer.surface.${row.surface}`)}</span>
            </Caption1>
          </div>
          <div role="gridcell" className={styles.cell}>
            {t(`category.${row.category}.name`)}
            <Caption1 className={styles.second}>
              {recordNameText(t, row.name)}
              <span className={styles.wide}> · {formatSize(row.size, language)}</span>
            </Caption1>
          </div>
          <div role="gridcell" className={styles.cell}>
            <Badge appearance="tint" color={stateColours[row.state]} icon={<Icon />}>
              <span className={styles.state}>{t(`viewer.state.${row.state}`)}</span>
            </Badge>
          </div>
        </>
      )}
    </div>
  );
});
