import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { envelopeData } from '../../contract/envelopeData.ts';
import { candorSchema } from '../../contract/records.ts';
import { datumIn } from '../../contract/schema.ts';
import type { Category, Datum } from '../../contract/datum.ts';
import { useView } from '../app/useView.ts';
import { Privacy } from './DatumTable.tsx';
import { envelopeValue, fieldValue } from './fieldValue.ts';
import { recordParts } from './recordParts.ts';
import { Table } from './Table.tsx';

const useStyles = makeStyles({
  value: {
    display: 'block',
    maxHeight: '120px',
    overflowY: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
  },
});

/** Each field of a record, by the name that a person knows: its value, whom it may identify, and what it is for. */
export function FieldTable({
  category,
  text,
  labelledBy,
}: {
  category: Category;
  text: string;
  labelledBy: string;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const parts = recordParts(text);
  if (parts === undefined) return <Text>{t('viewer.record.noFields')}</Text>;
  const { fields, envelope } = parts;
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
              datum && <Privacy datum={datum} />,
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
