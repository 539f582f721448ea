import { Button, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordFilter } from '../../contract/viewer.ts';
import { EmptyPage } from './EmptyPage.tsx';
import { FilterBar } from './FilterBar.tsx';
import { RecordDetails } from './RecordDetails.tsx';
import { RecordTable } from './RecordTable.tsx';
import { StaleBar } from './StaleBar.tsx';
import { useRecords } from './useRecords.ts';

const narrow = '@media (max-width: 800px)';

const useStyles = makeStyles({
  page: { display: 'flex', height: '100%', minHeight: 0 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    flexBasis: '50%',
    minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  behind: { [narrow]: { display: 'none' } },
  count: {
    flexShrink: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  detail: {
    flexGrow: 1,
    flexBasis: '50%',
    minWidth: 0,
    overflowY: 'auto',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { borderLeft: 'none' },
    backgroundColor: tokens.colorNeutralBackground2,
    display: 'flex',
    flexDirection: 'column',
  },
  none: { [narrow]: { display: 'none' } },
  back: { display: 'none', margin: tokens.spacingHorizontalS, [narrow]: { display: 'block' } },
});

const everything: RecordFilter = { category: null, state: null, surface: null, text: '' };

/** All records, with the chosen one beside them, or in their place if the window is narrow. */
export function RecordsPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const [filter, setFilter] = useState(everything);
  const [chosen, setChosen] = useState<string>();
  const records = useRecords(filter);
  const { total, problem, renew } = records;
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(everything);
  return (
    <div className={styles.page}>
      <div className={mergeClasses(styles.list, chosen !== undefined && styles.behind)}>
        <FilterBar filter={filter} onChange={setFilter} />
        {total === undefined && problem === null && (
          <EmptyPage title={t('viewer.records.loading')} />
        )}
        {total === undefined && problem !== null && (
          <EmptyPage
            title={t('viewer.records.loadFailed', { problem })}
            action={t('viewer.retry')}
            onAction={renew}
          />
        )}
        {total !== undefined && problem !== null && <StaleBar problem={problem} onRetry={renew} />}
        {total === 0 && (
          <EmptyPage
            title={t(isFiltered ? 'viewer.records.noMatch' : 'viewer.records.none')}
            detail={t(isFiltered ? 'viewer.records.noMatchDetail' : 'viewer.records.noneDetail')}
          />
        )}
        {total !== undefined && total > 0 && (
          <RecordTable
            label={t('viewer.pages.records')}
            records={{ ...records, total }}
            chosen={chosen}
            onChoose={setChosen}
          />
        )}
        <Caption1 className={styles.count} role="status">
          {total !== undefined && t('viewer.records.count', { count: total })}
        </Caption1>
      </div>
      <div className={mergeClasses(styles.detail, chosen === undefined && styles.none)}>
        {chosen === undefined ? (
          <EmptyPage title={t('viewer.records.pick')} />
        ) : (
          <>
            <div className={styles.back}>
              <Button
                appearance="subtle"
                icon={<ArrowLeftRegular />}
                onClick={() => {
                  setChosen(undefined);
                }}
              >
                {t('viewer.record.back')}
              </Button>
            </div>
            <RecordDetails id={chosen} />
          </>
        )}
      </div>
    </div>
  );
}
