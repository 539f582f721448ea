import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupRow } from '../../../contract/insights/answers.ts';
import type { ErrorState } from '../../../contract/insights/errorState.ts';
import { filters } from '../../../contract/insights/queries.ts';
import { useGroup } from '../answers/useAnswer.ts';
import { Figures } from '../figure/Figures.tsx';
import { useWords } from '../figure/useWords.ts';
import { PageHead } from '../layout/PageHead.tsx';
import { daysOf } from '../place/place.ts';
import { PlaceLink } from '../place/PlaceLink.tsx';
import { kept, narrowedBy, useHere } from '../place/usePlace.ts';
import { DayFigure } from '../pages/DayFigure.tsx';
import { Dumps } from './Dumps.tsx';
import { factText, groupTitle, kindBeside, systemOf } from './errorWords.ts';
import { GroupFigures } from './GroupFigures.tsx';
import { GroupState } from './GroupState.tsx';
import { listed } from './ListControls.tsx';
import { shownAs, type Answered } from './shownAs.ts';
import { SingleReports } from './SingleReports.tsx';

const useStyles = makeStyles({
  back: {
    display: 'inline-block',
    marginBottom: tokens.spacingVerticalM,
    color: tokens.colorBrandForegroundLink,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '@media print': { display: 'none' },
  },
  facts: { marginBottom: tokens.spacingVerticalL, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/**
 * One row per day. A day without a row had no reports if the reader sees all of them; otherwise it may have had few.
 */
function trendOf({ trend, parts }: GroupRow, days: readonly string[]): GroupRow['trend'] {
  if (parts === null) return trend;
  const told = new Map(trend.map(({ day, reports }) => [day, reports]));
  return days.map((day) => ({ day, reports: told.get(day) ?? 0 }));
}

/** How often it happened, to how many people, and on which systems. */
function Facts({ row }: { readonly row: GroupRow }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const system = systemOf(row);
  const facts = [
    ...kindBeside(t, row),
    ...(['reports', 'occurrences', 'people'] as const).flatMap((name) => {
      const value = row[name];
      return value === null ? [] : [factText(t, name, words.count(value))];
    }),
    ...(['firstDay', 'lastDay'] as const).map((name) => factText(t, name, words.day(row[name]))),
    factText(t, 'versions', row.versions.join(', ')),
  ];
  return (
    <div className={styles.facts}>
      <Text block>{facts.join(' · ')}</Text>
      <Text block size={200} className={styles.quiet}>
        {system === undefined
          ? t('insights.errors.systemUntold')
          : t('insights.errors.systemTold', { system })}
      </Text>
    </div>
  );
}

/** What a group's reports have in common, and some of them, for the engineers who fix it. */
function ForEngineers({
  row,
  shown,
}: {
  readonly row: GroupRow;
  readonly shown: Answered<GroupRow>;
}) {
  if (row.parts === null) return null;
  return (
    <>
      <GroupFigures row={row} shown={shown} />
      <SingleReports reports={row.parts.reports} />
      {row.kind === 'crash' && <Dumps dumps={row.parts.dumps} />}
    </>
  );
}

/** One error group: its state, its trend, whom it affects, and some reports. */
export function ErrorGroup({ group }: { readonly group: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const here = useHere();
  const days = daysOf(here.period);
  const shown = useGroup(group, narrowedBy(here, filters.errors));
  const row = shown.state === 'answered' ? shown.answer.rows[0] : undefined;
  // A state set here is shown until the service is asked again.
  const [set, setState] = useState<{ of: GroupRow; state: ErrorState }>();
  return (
    <>
      <PlaceLink to={{ ...kept(here), ...listed(here), page: 'errors' }} className={styles.back}>
        {t('insights.errors.back')}
      </PlaceLink>
      <PageHead
        title={row ? groupTitle(t, row) : t('insights.errors.group')}
        filters={filters.errors}
      />
      {row && <Facts row={row} />}
      <Figures>
        {row && (
          <GroupState
            group={group}
            state={set?.of === row ? set.state : row.state}
            canChange={row.parts !== null}
            onChange={(state) => {
              setState({ of: row, state });
            }}
          />
        )}
        <DayFigure
          isWide
          title={t('insights.errors.trend')}
          explain={t('insights.errors.trendExplain')}
          name="candor-error-trend"
          shown={shownAs(shown, (rows) => rows.flatMap((one) => trendOf(one, days)))}
          measures={[
            {
              key: 'reports',
              label: t('insights.errors.reports'),
              kind: 'count',
              value: (one) => one.reports,
            },
          ]}
        />
        {row && <ForEngineers row={row} shown={shown} />}
      </Figures>
      {row?.parts === null && <Text>{t('insights.errors.singleForbidden')}</Text>}
    </>
  );
}
