import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { envelopeData } from '../../contract/envelopeData.ts';
import { datumOf } from '../../contract/records.ts';
import type { Category } from '../../contract/catalogue.ts';
import { useView } from '../app/useView.ts';
import { Privacy } from './DatumTable.tsx';
import { Table } from './Table.tsx';

const useStyles = makeStyles({
  name: { display: 'block', fontFamily: tokens.fontFamilyMonospace, fontWeight: 'normal' },
  value: {
    display: 'block',
    maxHeight: '120px',
    overflowY: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
  },
});

const asWritten = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

type Line = Readonly<Record<string, unknown>>;

/** Each field of a record: its value, whom it may identify, and what it is for. */
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
  const { fields, ...envelope } = JSON.parse(text) as Line & { readonly fields: Line };
  const known: Readonly<Record<string, { readonly en: string; readonly fr: string }>> =
    envelopeData;
  const value = (it: unknown) => <code className={styles.value}>{asWritten(it)}</code>;
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
          const datum = datumOf(category, name);
          return {
            key: name,
            cells: [
              <>
                {datum?.label[language]}
                <Caption1 className={styles.name}>{name}</Caption1>
              </>,
              value(it),
              datum && <Privacy datum={datum} />,
              datum?.purpose[language],
            ],
          };
        }),
        ...Object.entries(envelope).map(([name, it]) => ({
          key: `envelope ${name}`,
          cells: [
            <Caption1 className={styles.name}>{name}</Caption1>,
            value(it),
            '',
            known[name]?.[language],
          ],
        })),
      ]}
    />
  );
}
