import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { GroupRow } from '../../../contract/insights/answers.ts';
import { filters } from '../../../contract/insights/queries.ts';
import { useGroup, type Loaded } from '../answers/useAnswer.ts';
import { Bars } from '../charts/Bars.tsx';
import { Figure } from '../figure/Figure.tsx';
import { Figures } from '../figure/Figures.tsx';
import { useWords } from '../figure/useWords.ts';
import { PageHead } from '../layout/PageHead.tsx';
import { PlaceLink } from '../place/PlaceLink.tsx';
import { kept, narrowedBy, useHere } from '../place/usePlace.ts';
import { DayFigure } from './DayFigure.tsx';
import { groupTitle, kindText } from './errorWords.ts';
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
  facts: {
    display: 'block',
    color: tokens.colorNeutralForeground2,
    marginBottom: tokens.spacingVerticalL,
  },
});

type Answered<Row> = Loaded<{
  readonly k: number;
  readonly suppressed: boolean;
  readonly rows: readonly Row[];
}>;

/** Another shape of what is known. */
function shownAs<Row, Next>(
  shown: Answered<Row>,
  rows: (rows: readonly Row[]) => readonly Next[],
): Answered<Next> {
  return shown.state === 'answered'
    ? { state: 'answered', answer: { ...shown.answer, rows: rows(shown.answer.rows) } }
    : shown;
}

type Part = 'version' | 'surface' | 'processType' | 'architecture';
const parts: readonly Part[] = ['version', 'surface', 'processType', 'architecture'];
const qualities = ['roundTrip', 'jitter', 'packetLoss'] as const;

function PartFigure({ part, shown }: { readonly part: Part; readonly shown: Answered<GroupRow> }) {
  const { t } = useTranslation();
  const words = useWords();
  const title = t(`insights.errors.parts.${part}`);
  return (
    <Figure
      title={title}
      explain={t('insights.errors.partsExplain')}
      name={`candor-error-by-${part}`}
      shown={shownAs(shown, (rows) => rows[0]?.parts?.[part] ?? [])}
      table={(rows) => ({
        columns: [
          { key: part, label: title, kind: 'text' },
          { key: 'reports', label: t('insights.errors.reports'), kind: 'count' },
        ],
        rows: rows.map(({ value, reports }) => [words.value(part, value), reports]),
      })}
      chart={(rows) => (
        <Bars
          title={title}
          kind="count"
          bars={rows.map(({ value, reports }) => ({
            name: words.value(part, value),
            value: reports,
          }))}
        />
      )}
    />
  );
}

function QualityFigure({ shown }: { readonly shown: Answered<GroupRow> }) {
  const { t } = useTranslation();
  return (
    <Figure
      title={t('insights.errors.quality')}
      explain={t('insights.errors.qualityExplain')}
      name="candor-error-network"
      shown={shownAs(shown, (rows) =>
        qualities.flatMap((measure) => {
          const told = rows[0]?.parts?.[measure];
          return told ? [{ measure, ...told }] : [];
        }),
      )}
      table={(rows) => ({
        columns: [
          { key: 'measure', label: t('insights.errors.measure'), kind: 'text' },
          { key: 'median', label: t('insights.errors.median'), kind: 'count' },
          { key: 'p95', label: t('insights.errors.p95'), kind: 'count' },
          { key: 'reports', label: t('insights.errors.reports'), kind: 'count' },
        ],
        rows: rows.map(({ measure, median, p95, reports }) => [
          t(`insights.errors.${measure}`),
          median,
          p95,
          reports,
        ]),
      })}
    />
  );
}

/** One group of errors: how it goes, whom it meets, and some reports for those who mend it. */
export function ErrorGroup({ group }: { readonly group: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const here = useHere();
  const shown = useGroup(group, narrowedBy(here, filters.errors));
  const row = shown.state === 'answered' ? shown.answer.rows[0] : undefined;
  const number = (name: 'reports' | 'occurrences' | 'people') => {
    const value = row?.[name] ?? null;
    return value === null ? [] : [`${t(`insights.errors.${name}`)}: ${words.count(value)}`];
  };
  const facts = row && [
    kindText(t, row),
    ...number('reports'),
    ...number('occurrences'),
    ...number('people'),
  ];
  return (
    <>
      <PlaceLink to={{ ...kept(here), page: 'errors' }} className={styles.back}>
        {t('insights.errors.back')}
      </PlaceLink>
      <PageHead
        title={row ? groupTitle(t, row) : t('insights.errors.group')}
        filters={filters.errors}
      />
      {facts && (
        <Text className={styles.facts}>{facts.filter((fact) => fact !== '').join(' · ')}</Text>
      )}
      {shown.state === 'answered' && !row ? (
        <Text>{t('insights.errors.notFound')}</Text>
      ) : (
        <Figures>
          <DayFigure
            isWide
            title={t('insights.errors.trend')}
            explain={t('insights.errors.trendExplain')}
            name="candor-error-trend"
            shown={shownAs(shown, (rows) => rows.flatMap(({ trend }) => trend))}
            measures={[
              {
                key: 'reports',
                label: t('insights.errors.reports'),
                kind: 'count',
                value: (one) => one.reports,
              },
            ]}
          />
          {row?.parts && (
            <>
              {parts.map((part) => (
                <PartFigure key={part} part={part} shown={shown} />
              ))}
              <QualityFigure shown={shown} />
              <SingleReports reports={row.parts.reports} />
            </>
          )}
        </Figures>
      )}
      {row?.parts === null && <Text>{t('insights.errors.singleForbidden')}</Text>}
    </>
  );
}
