import { Badge, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular, ClockRegular, DismissCircleRegular } from '@fluentui/react-icons';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordSummary } from '../../contract/viewer.ts';
import { useView } from '../useView.ts';

export const ROW_HEIGHT = 52;

/** When, what, state: three columns at any width, so that a narrow window needs no other table. */
export const columns = 'minmax(0, 5fr) minmax(0, 6fr) minmax(96px, 3fr)';

const useStyles = makeStyles({
  row: {
    position: 'absolute',
    insetInline: 0,
    top: 0,
    height: `${ROW_HEIGHT}px`,
    boxSizing: 'border-box',
    display: 'grid',
    gridTemplateColumns: columns,
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    paddingInline: tokens.spacingHorizontalL,
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

interface Props {
  readonly id: string;
  readonly index: number;
  /** Of its upper edge, in pixels. */
  readonly top: number;
  /** Nothing while it is on its way. */
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
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
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
            {day.format(row.at)}
            <Caption1 className={styles.second}>
              {time.format(row.at)} · {t(`viewer.surface.${row.surface}`)}
            </Caption1>
          </div>
          <div role="gridcell" className={styles.cell}>
            {t(`category.${row.category}.name`)}
            <Caption1 className={styles.second}>
              {row.name} · {row.size.toLocaleString(language)} {t('viewer.records.size')}
            </Caption1>
          </div>
          <div role="gridcell" className={styles.cell}>
            <Badge appearance="tint" color={stateColours[row.state]} icon={<Icon />}>
              {t(`viewer.state.${row.state}`)}
            </Badge>
          </div>
        </>
      )}
    </div>
  );
});
