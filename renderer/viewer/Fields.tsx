import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Category, Datum } from '../../contract/datum.ts';
import { envelopeData } from '../../contract/envelopeData.ts';
import { candorSchema } from '../../contract/records.ts';
import { datumIn } from '../../contract/schema.ts';
import type { Language } from '../../contract/text/index.ts';
import { Privacy } from './DatumTable.tsx';
import { envelopeValue, fieldValue } from './fieldValue.ts';
import { Table } from './Table.tsx';

const useStyles = makeStyles({
  value: {
    display: 'block',
    maxHeight: '120px',
    overflowY: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
    '@media print': { maxHeight: 'none' },
  },
});

type Values = Readonly<Record<string, unknown>>;

interface Props {
  readonly category: Category;
  readonly fields: Values;
  /** What is sent with each record. */
  readonly envelope: Values;
  readonly language: Language;
  readonly labelledBy: string;
  /** Whether it is read by somebody other than the person whose record it is. */
  readonly isOfOthers?: boolean;
}

/** Each field of a record, with a name for people: its value, whom it may identify, and its purpose. */
export function Fields(props: Props) {
  const { category, fields, envelope, language, labelledBy, isOfOthers = false } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const known: Readonly<Record<string, Pick<Datum, 'label' | 'purpose'>>> = envelopeData;
  const value = (text: string) => <span className={styles.value}>{text}</span>;
  return (
    <Table
      labelledBy={labelledBy}
      columns={[
        { label: t('viewer.record.field'), width: 20 },
        { label: t('viewer.record.value'), width: 28 },
        { label: t('help.privacy'), width: 24 },
        { label: t('help.purpose'), width: 28 },
      ]}
      rows={[
        ...Object.entries(fields).map(([name, it]) => {
          const datum = datumIn(candorSchema, category, name);
          return {
            key: name,
            cells: [
              datum?.label[language] ?? name,
              value(fieldValue(t, it)),
              datum && <Privacy datum={datum} isOfOthers={isOfOthers} />,
              datum?.purpose[language],
            ],
          };
        }),
        ...Object.entries(envelope).map(([name, it]) => ({
          key: `envelope ${name}`,
          cells: [
            known[name]?.label[language] ?? name,
            value(envelopeValue(t, language, name, it)),
            '',
            known[name]?.purpose[language],
          ],
        })),
      ]}
    />
  );
}
