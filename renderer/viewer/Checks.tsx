import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, DismissCircleFilled, ClockRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Shown } from './useRecord.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
  },
  check: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
  },
  icon: { fontSize: '20px', lineHeight: 0 },
  good: { color: tokens.colorBrandForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  open: { color: tokens.colorNeutralForeground3 },
});

type Result = readonly [holds: boolean | null, text: string];

/** What was checked about a record, by this window if it can: each check with its result, in words too. */
export function Checks({ shown }: { shown: Shown }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { record, digest } = shown;
  const { receipt, signed } = record;
  const own = digest === record.digest;
  const results: Result[] = [
    [own, t(own ? 'viewer.record.shownMatches' : 'viewer.record.shownDiffers')],
  ];
  if (receipt) {
    const fits = receipt.digest === digest && receipt.id === record.id;
    results.push(
      [fits, t(fits ? 'viewer.record.receiptMatches' : 'viewer.record.receiptDiffers')],
      [signed === true, t(signed === true ? 'viewer.record.signed' : 'viewer.record.unsigned')],
    );
  } else {
    results.push([null, t('viewer.record.noReceipt')]);
  }
  const icon = (holds: boolean | null) => {
    if (holds === null) return <ClockRegular className={styles.open} />;
    return holds ? (
      <CheckmarkCircleFilled className={styles.good} />
    ) : (
      <DismissCircleFilled className={styles.bad} />
    );
  };
  return (
    <ul className={styles.list} aria-label={t('viewer.record.checks')}>
      {results.map(([holds, text]) => (
        <li key={text} className={styles.check}>
          <span className={styles.icon} aria-hidden>
            {icon(holds)}
          </span>
          {text}
        </li>
      ))}
    </ul>
  );
}
