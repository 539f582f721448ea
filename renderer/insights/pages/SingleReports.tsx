import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../../../contract/insights/answers.ts';
import { candorSchema } from '../../../contract/records.ts';
import { datumIn } from '../../../contract/schema.ts';
import type { Language } from '../../../contract/text/index.ts';
import { fieldValue } from '../../viewer/fieldValue.ts';
import { Table } from '../../viewer/Table.tsx';
import { useWords } from '../figure/useWords.ts';

const useStyles = makeStyles({
  panel: {
    gridColumn: '1 / -1',
    minWidth: 0,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
  title: { margin: 0 },
  explain: { color: tokens.colorNeutralForeground3 },
  value: {
    display: 'block',
    maxHeight: '160px',
    overflowY: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
  },
  number: { overflowWrap: 'anywhere' },
});

function Report({
  report,
  labelledBy,
}: {
  readonly report: ReportRow;
  readonly labelledBy: string;
}) {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  return (
    <Table
      labelledBy={labelledBy}
      columns={[
        { label: t('insights.errors.field'), width: 22 },
        { label: t('insights.errors.value'), width: 44 },
        { label: t('insights.errors.means'), width: 34 },
      ]}
      rows={Object.entries(report.fields).map(([name, value]) => {
        const datum = datumIn(candorSchema, 'error', name);
        return {
          key: name,
          cells: [
            datum?.label[language] ?? name,
            <code key="value" className={styles.value}>
              {fieldValue(t, value)}
            </code>,
            datum?.purpose[language],
          ],
        };
      })}
    />
  );
}

/** A few reports as they are stored, each field explained; without the account that sent them. */
export function SingleReports({ reports }: { readonly reports: readonly ReportRow[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <Subtitle2 as="h2" id={id} block className={styles.title}>
        {t('insights.errors.single')}
      </Subtitle2>
      <Text size={200} block className={styles.explain}>
        {t('insights.errors.singleExplain')}
      </Text>
      <Accordion multiple collapsible>
        {reports.map((report) => (
          <AccordionItem key={report.id} value={report.id}>
            <AccordionHeader as="h3">
              <span id={`${id}-${report.id}`} className={styles.number}>
                {t('insights.errors.reportFacts', {
                  day: words.day(report.at.slice(0, 10)),
                  version: report.version,
                  surface: words.value('surface', report.surface),
                })}
              </span>
            </AccordionHeader>
            <AccordionPanel>
              <Text size={200} block className={styles.explain}>
                {t('insights.errors.report', { number: report.id })}
              </Text>
              <Report report={report} labelledBy={`${id}-${report.id}`} />
            </AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
    </section>
  );
}
