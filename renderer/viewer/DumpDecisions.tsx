import { Body1, Subtitle1 } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { dumpRows, errorReportsIn, type DumpRow } from '../../contract/dumpRows.ts';
import { useView } from '../app/useView.ts';
import { SurfaceCell } from './SurfaceCell.tsx';
import { Table } from './Table.tsx';
import { usePageStyles } from './usePageStyles.ts';

/** What happens to the memory dump of a crash, and which setting decides. */
export function DumpDecisions() {
  const page = usePageStyles();
  const { t } = useTranslation();
  const { decisions, options, surface } = useView();
  const table = useId();
  // Which of a guest's rows is in force depends on the system, and is only asked when a dump is found.
  const isInForce = (row: DumpRow) =>
    surface === 'desktop' &&
    row.surface === 'desktop' &&
    row.errorReports === errorReportsIn(decisions.error) &&
    (row.errorReports !== 'allowed' || row.setting === options.memoryDumps);
  const settingOf = ({ surface: of, setting }: DumpRow) =>
    setting === 'any' ? t('viewer.dumps.any') : t(`viewer.dumps.setting.${of}.${setting}`);
  return (
    <>
      <Subtitle1 as="h2" id={table} className={page.heading}>
        {t('viewer.dumps.title')}
      </Subtitle1>
      <Body1 className={page.intro}>{t('viewer.dumps.intro')}</Body1>
      <Table
        labelledBy={table}
        columns={[
          { label: t('viewer.decisions.surface'), width: 17 },
          { label: t('category.error.name'), width: 20 },
          { label: t('viewer.dumps.settingHead'), width: 40 },
          { label: t('viewer.dumps.fateHead'), width: 23 },
        ]}
        rows={dumpRows.map((row) => ({
          key: `${row.surface} ${row.errorReports} ${row.setting}`,
          isMarked: isInForce(row),
          cells: [
            <SurfaceCell surface={row.surface} isInForce={isInForce(row)} />,
            t(`viewer.dumps.errorReports.${row.errorReports}`),
            settingOf(row),
            t(`viewer.dumps.fate.${row.fate}`),
          ],
        }))}
      />
    </>
  );
}
