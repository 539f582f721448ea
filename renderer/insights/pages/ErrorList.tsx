import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ErrorRow } from '../../../contract/insights/answers.ts';
import { filters } from '../../../contract/insights/queries.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { Trend } from '../charts/Trend.tsx';
import { Figure } from '../figure/Figure.tsx';
import { Figures } from '../figure/Figures.tsx';
import { useWords } from '../figure/useWords.ts';
import { PageHead } from '../layout/PageHead.tsx';
import { daysOf } from '../place/place.ts';
import { PlaceLink } from '../place/PlaceLink.tsx';
import { kept, narrowedBy, useHere } from '../place/usePlace.ts';
import { groupTitle, kindText } from './errorWords.ts';
import { acrossDays } from './rows.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    paddingBlock: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { borderTop: 'none' },
    breakInside: 'avoid',
  },
  words: { flexGrow: 1, flexBasis: '240px', minWidth: 0, overflowWrap: 'anywhere' },
  link: {
    color: tokens.colorBrandForegroundLink,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  facts: { color: tokens.colorNeutralForeground3 },
  number: { minWidth: '88px', fontVariantNumeric: 'tabular-nums' },
});

function Item({ row }: { readonly row: ErrorRow }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const here = useHere();
  const { group, reports, people, firstDay, lastDay, versions, trend } = row;
  const days = daysOf(here.period);
  const title = groupTitle(t, row);
  const told = (name: string, value: number | null) =>
    `${name}: ${value === null ? t('insights.figure.untold') : words.count(value)}`;
  const seen = (['firstDay', 'lastDay'] as const).flatMap((end) => {
    const day = end === 'firstDay' ? firstDay : lastDay;
    return day === null ? [] : [`${t(`insights.errors.${end}`)}: ${words.day(day)}`];
  });
  const facts = [
    kindText(t, row),
    ...seen,
    versions.length > 0 ? `${t('insights.errors.versions')}: ${versions.join(', ')}` : '',
  ];
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        {group === null ? (
          <Text weight="semibold">{title}</Text>
        ) : (
          <PlaceLink to={{ ...kept(here), page: 'errors', group }} className={styles.link}>
            {title}
          </PlaceLink>
        )}
        <Text block size={200} className={styles.facts}>
          {facts.filter((fact) => fact !== '').join(' · ')}
        </Text>
      </div>
      <Trend
        values={acrossDays(
          days,
          trend,
          ({ day }) => day,
          (one) => one.reports,
        )}
      />
      <Text size={200} className={styles.number}>
        {told(t('insights.errors.reports'), reports)}
        <br />
        {told(t('insights.errors.people'), people)}
      </Text>
    </li>
  );
}

/** All groups, those that most people met first. */
export function ErrorList() {
  const styles = useStyles();
  const { t } = useTranslation();
  const shown = useAnswer('errors', 'group', narrowedBy(useHere(), filters.errors));
  const columns = ['reports', 'occurrences', 'people'] as const;
  return (
    <>
      <PageHead title={t('insights.pages.errors')} filters={filters.errors} />
      <Figures>
        <Figure
          isWide
          whose="people"
          title={t('insights.errors.list')}
          explain={t('insights.errors.listExplain')}
          finding={(rows) =>
            t('insights.errors.listFinding', {
              count: rows.filter(({ group }) => group !== null).length,
            })
          }
          name="candor-errors"
          shown={shown}
          table={(rows) => ({
            columns: [
              { key: 'error', label: t('insights.errors.group'), kind: 'text' },
              { key: 'kind', label: t('insights.errors.kind'), kind: 'text' },
              ...columns.map((key) => ({
                key,
                label: t(`insights.errors.${key}`),
                kind: 'count' as const,
              })),
              { key: 'firstDay', label: t('insights.errors.firstDay'), kind: 'day' },
              { key: 'lastDay', label: t('insights.errors.lastDay'), kind: 'day' },
              { key: 'versions', label: t('insights.errors.versions'), kind: 'text' },
            ],
            rows: rows.map((row) => [
              groupTitle(t, row),
              kindText(t, row),
              ...columns.map((key) => row[key]),
              row.firstDay,
              row.lastDay,
              row.versions.join(', '),
            ]),
          })}
          chart={(rows) => (
            <ul className={styles.list}>
              {rows.map((row) => (
                <Item key={row.group ?? ''} row={row} />
              ))}
            </ul>
          )}
        />
      </Figures>
    </>
  );
}
