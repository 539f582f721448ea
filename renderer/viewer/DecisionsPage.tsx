import { Body1, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { categories } from '../../contract/datum.ts';
import { CategoryCard } from '../home/CategoryCard.tsx';
import { useView } from '../app/useView.ts';
import { decisionRows, rowInForce } from './decisionRows.ts';
import { DumpDecisions } from './DumpDecisions.tsx';
import { ScrollingPage } from './ScrollingPage.tsx';
import { SurfaceCell } from './SurfaceCell.tsx';
import { Table } from './Table.tsx';
import { usePageStyles } from './usePageStyles.ts';

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 264px), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
});

/** The current decisions and their reasons, and the whole table that they come from. */
export function DecisionsPage() {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { decisions, surface } = useView();
  const table = useId();
  const inForce = rowInForce(decisions.error, surface);
  const heads = ['surface', 'policy', 'choice'] as const;
  return (
    <ScrollingPage label={t('viewer.pages.decisions')}>
      <Body1 className={page.intro}>{t('viewer.decisions.intro')}</Body1>
      <Subtitle1 as="h2" className={page.heading}>
        {t('viewer.decisions.now')}
      </Subtitle1>
      <div className={styles.cards}>
        {categories.map((category) => (
          <CategoryCard key={category} category={category} />
        ))}
      </div>
      <Subtitle1 as="h2" id={table} className={page.heading}>
        {t('viewer.decisions.table')}
      </Subtitle1>
      <Body1 className={page.intro}>{t('viewer.decisions.tableIntro')}</Body1>
      <Table
        labelledBy={table}
        columns={[
          { label: t('viewer.decisions.surface'), width: 17 },
          { label: t('viewer.decisions.policy'), width: 31 },
          { label: t('viewer.decisions.choice'), width: 13 },
          ...categories.map((it) => ({ label: t(`category.${it}.name`), width: 13 })),
        ]}
        rows={decisionRows.map((row, index) => ({
          key: String(index),
          isMarked: index === inForce,
          cells: [
            <SurfaceCell surface={row.surface} isInForce={index === inForce} />,
            ...heads.slice(1).map((it) => t(`viewer.decisions.${row[it as 'policy' | 'choice']}`)),
            ...categories.map((it) => t(`viewer.decisions.${row.allowed[it] ? 'yes' : 'no'}`)),
          ],
        }))}
      />
      <DumpDecisions />
    </ScrollingPage>
  );
}
