import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
} from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../../../contract/insights/answers.ts';
import type { Language } from '../../../contract/text/index.ts';
import { Fields } from '../../viewer/Fields.tsx';
import { useWords } from '../figure/useWords.ts';
import { Panel } from '../../webPage/Panel.tsx';
import { StackInSources } from './StackInSources.tsx';

const useStyles = makeStyles({ facts: { overflowWrap: 'anywhere' } });

/** A report's fields without its dump's digest, which serves for downloading the dump and says nothing to people. */
const readable = (fields: ReportRow['fields']): ReportRow['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'dumpDigest'));

/** A few reports as stored, with each field explained, without the IDs by which they could be joined. */
export function SingleReports({ reports }: { readonly reports: readonly ReportRow[] }) {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const words = useWords();
  const id = useId();
  return (
    <Panel title={t('insights.errors.single')} explain={t('insights.errors.singleExplain')}>
      <Accordion multiple collapsible>
        {reports.map(({ id: number, at, version, surface, fields }, index) => (
          <AccordionItem key={number} value={index}>
            <AccordionHeader as="h3">
              <span id={`${id}-${index}`} className={styles.facts}>
                {t('insights.errors.reportFacts', {
                  day: words.day(at.slice(0, 10)),
                  version,
                  surface: words.value('surface', surface),
                })}
              </span>
            </AccordionHeader>
            <AccordionPanel>
              {'exceptionStack' in fields && <StackInSources id={number} />}
              <Fields
                isOfOthers
                category="error"
                fields={readable(fields)}
                envelope={{ 'app.version': version, surface, at }}
                language={i18n.language as Language}
                labelledBy={`${id}-${index}`}
              />
            </AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
    </Panel>
  );
}
