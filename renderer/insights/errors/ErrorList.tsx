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
import { arrange } from './arrange.ts';
import { factText, groupTitle, kindBeside, kindText, systemOf } from './errorWords.ts';
import { listed, ListControls } from './ListControls.tsx';
import { shownAs } from './shownAs.ts';
import { StateBadge } from './StateBadge.tsx';
import { stateText } from './stateText.ts';
import { acrossDays } from '../pages/rows.ts';

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
  const { group, reports, people, firstDay, lastDay, versions, trend, state } = row;
  const told = (name: 'reports' | 'people', value: number | null) =>
    factText(t, name, value === null ? t('insights.figure.untold') : words.count(value));
  const system = systemOf(row);
  const facts = [
    ...kindBeside(t, row),
    ...(system === undefined ? [] : [system]),
    factText(t, 'firstDay', words.day(firstDay)),
    factText(t, 'lastDay', words.day(lastDay)),
    factText(t, 'versions', versions.join(', ')),
  ];
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <PlaceLink
          to={{ ...kept(here), ...listed(here), page: 'errors', group }}
          className={styles.link}
        >
          {groupTitle(t, row)}
        </PlaceLink>
        <Text block size={200} className={styles.facts}>
          {facts.join(' · ')}
        </Text>
        <StateBadge state={state} />
      </div>
      <Trend
        values={acrossDays(
          daysOf(here.period),
          trend,
          ({ day }) => day,
          (one) => one.reports,
        )}
      />
      <Text size={200} className={styles.number}>
        {told('reports', reports)}
        <br />
        {told('people', people)}
      </Text>
    </li>
  );
}

/** The list's headline: how many groups there are, and which affects the most people. */
function useFinding() {
  const { t } = useTranslation();
  const words = useWords();
  return (rows: readonly ErrorRow[]): string => {
    const [worst] = arrange(rows, {});
    const count = t('insights.errors.listFinding', { count: rows.length });
    if (!worst?.people) return count;
    const people = words.count(worst.people);
    return `${count} ${t('insights.errors.worst', { title: groupTitle(t, worst), people })}`;
  };
}

const counts = ['reports', 'occurrences', 'people'] as const;

/** All groups, those that affect the most people first. */
export function ErrorList() {
  const styles = useStyles();
  const { t } = useTranslation();
  const here = useHere();
  const finding = useFinding();
  const all = useAnswer('errors', 'group', narrowedBy(here, filters.errors));
  const shown = shownAs(all, (rows) => arrange(rows, here));
  const isEmptied =
    here.state !== undefined &&
    all.state === 'answered' &&
    all.answer.rows.length > 0 &&
    shown.state === 'answered' &&
    shown.answer.rows.length === 0;
  return (
    <>
      <PageHead title={t('insights.pages.errors')} filters={filters.errors} />
      <ListControls />
      {isEmptied ? (
        <Text>{t('insights.errors.noneInState')}</Text>
      ) : (
        <Figures>
          <Figure
            isWide
            whose="people"
            title={t(here.state ? `insights.errors.listOf.${here.state}` : 'insights.errors.list')}
            explain={t('insights.errors.listExplain')}
            finding={finding}
            name="candor-errors"
            shown={shown}
            table={(rows) => ({
              columns: [
                { key: 'error', label: t('insights.errors.group'), kind: 'text' },
                { key: 'kind', label: t('insights.errors.kind'), kind: 'text' },
                ...counts.map((key) => ({
                  key,
                  label: t(`insights.errors.${key}`),
                  kind: 'count' as const,
                })),
                { key: 'firstDay', label: t('insights.errors.firstDay'), kind: 'day' },
                { key: 'lastDay', label: t('insights.errors.lastDay'), kind: 'day' },
                { key: 'versions', label: t('insights.errors.versions'), kind: 'text' },
                { key: 'state', label: t('insights.errors.state.title'), kind: 'text' },
              ],
              rows: rows.map((row) => [
                groupTitle(t, row),
                kindText(t, row),
                ...counts.map((key) => row[key]),
                row.firstDay,
                row.lastDay,
                row.versions.join(', '),
                stateText(t, row.state),
              ]),
            })}
            chart={(rows) => (
              <ul className={styles.list}>
                {rows.map((row) => (
                  <Item key={row.group} row={row} />
                ))}
              </ul>
            )}
          />
        </Figures>
      )}
    </>
  );
}
