import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import {
  BuildingRegular,
  CircleRegular,
  NumberSymbolRegular,
  PersonRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { catalogue } from '../../contract/catalogue.ts';
import { tellsOf, type Category, type Datum } from '../../contract/datum.ts';
import { envelopeData } from '../../contract/envelopeData.ts';
import { useView } from '../app/useView.ts';
import { Table } from './Table.tsx';

const useStyles = makeStyles({
  name: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
  },
  code: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
  privacy: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
  },
  icon: { fontSize: '16px', lineHeight: 0, marginTop: '2px' },
  hashed: { gridColumn: 2, color: tokens.colorNeutralForeground3 },
});

const privacyIcons = {
  none: CircleRegular,
  pseudonym: NumberSymbolRegular,
  organisation: BuildingRegular,
  person: PersonRegular,
} as const;

const asWritten = (example: Datum['example']): string =>
  typeof example === 'object' ? JSON.stringify(example) : String(example);

const mostTelling = ['person', 'organisation', 'pseudonym', 'none'] as const;

/** Puts what may identify a person first, otherwise keeps the catalogue's order. */
const byWhomItIdentifies = (
  [, { pii: one }]: readonly [string, Datum],
  [, { pii: other }]: readonly [string, Datum],
): number => mostTelling.indexOf(one) - mostTelling.indexOf(other);

/** Whom a datum may identify, worded for the person whose data they are, or for a reader of others' data. */
export function Privacy({ datum, isOfOthers = false }: { datum: Datum; isOfOthers?: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const Icon = privacyIcons[datum.pii];
  const whom = tellsOf(datum);
  return (
    <div className={styles.privacy}>
      <Icon className={styles.icon} aria-hidden />
      <span>{t(isOfOthers ? `help.piiOfOthers.${whom}` : `help.pii.${whom}`)}</span>
      {datum.hashedByService && (
        <Caption1 className={styles.hashed}>{t('help.hashedByService')}</Caption1>
      )}
    </div>
  );
}

interface OfCategory {
  readonly category: Category;
  readonly labelledBy: string;
  /** Shows only these. */
  readonly names?: readonly string[];
}

/** Every datum of a category, as the catalogue declares it. */
export function DatumTable({ category, labelledBy, names }: OfCategory) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const data: Readonly<Record<string, Datum>> = catalogue[category];
  return (
    <Table
      labelledBy={labelledBy}
      columns={[
        { label: t('help.datum'), width: 22 },
        { label: t('help.example'), width: 22 },
        { label: t('help.privacy'), width: 24 },
        { label: t('help.purpose'), width: 32 },
      ]}
      rows={Object.entries(data)
        .filter(([name]) => names?.includes(name) ?? true)
        .toSorted(byWhomItIdentifies)
        .map(([name, datum]) => ({
          key: name,
          cells: [
            <>
              {datum.label[language]}
              <Caption1 className={styles.name}>{name}</Caption1>
            </>,
            <code className={styles.code}>{asWritten(datum.example)}</code>,
            <Privacy datum={datum} />,
            datum.purpose[language],
          ],
        }))}
    />
  );
}

/** What is sent besides the catalogue's data. */
export function EnvelopeTable({ labelledBy }: { labelledBy: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  return (
    <Table
      labelledBy={labelledBy}
      columns={[
        { label: t('help.datum'), width: 22 },
        { label: t('help.purpose'), width: 78 },
      ]}
      rows={Object.entries(envelopeData).map(([name, { label, purpose }]) => ({
        key: name,
        cells: [
          <>
            {label[language]}
            <Caption1 className={styles.name}>{name}</Caption1>
          </>,
          purpose[language],
        ],
      }))}
    />
  );
}
