import { useTranslation } from 'react-i18next';
import type { FeatureRow, UsageRow } from '../../../contract/insights/answers.ts';
import { filters } from '../../../contract/insights/queries.ts';
import { useAnswer, type Loaded } from '../answers/useAnswer.ts';
import { Bars } from '../charts/Bars.tsx';
import { Figure } from '../figure/Figure.tsx';
import { Figures } from '../figure/Figures.tsx';
import { useWords } from '../figure/useWords.ts';
import { PageHead } from '../layout/PageHead.tsx';
import { useHere } from '../place/usePlace.ts';
import { DayFigure } from './DayFigure.tsx';
import { sumOf } from './rows.ts';
import { useMeasures } from './useMeasures.ts';

type Answered<Row> = Loaded<{
  readonly k: number;
  readonly suppressed: boolean;
  readonly rows: readonly Row[];
}>;

/** Every counter, for each version or organisation. */
function UseTable({
  trait,
  explain,
  shown,
}: {
  readonly trait: 'version' | 'organisation';
  readonly explain: string;
  readonly shown: Answered<UsageRow>;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const { sessions, sent, received, calls, minutes, attempts, joined } = useMeasures();
  const measures = [sessions, sent, received, calls, minutes, attempts, joined];
  return (
    <Figure
      isWide
      title={t(`insights.use.${trait}`)}
      explain={explain}
      name={`candor-use-by-${trait}`}
      shown={shown}
      table={(rows) => ({
        columns: [
          { key: trait, label: t(`insights.trait.value.${trait}`), kind: 'text' },
          { key: 'deviceDays', label: t('insights.trait.deviceDays'), kind: 'count' },
          ...measures.map(({ key, label, kind }) => ({ key, label, kind })),
        ],
        rows: rows.map((row) => [
          row.rest ? t('insights.figure.rest') : words.value(trait, row.value ?? ''),
          row.deviceDays,
          ...measures.map(({ value }) => value(row)),
        ]),
      })}
    />
  );
}

function Features({ shown }: { readonly shown: Answered<FeatureRow> }) {
  const { t } = useTranslation();
  const words = useWords();
  const title = t('insights.use.features');
  const nameOf = ({ rest, value }: FeatureRow) =>
    rest ? t('insights.figure.rest') : words.value('feature', value ?? '');
  const ranked = (rows: readonly FeatureRow[]) =>
    rows.toSorted((a, b) => (b.deviceDays ?? -1) - (a.deviceDays ?? -1));
  return (
    <Figure
      isWide
      title={title}
      explain={t('insights.use.featuresExplain')}
      name="candor-features"
      shown={shown}
      table={(rows) => ({
        columns: [
          { key: 'feature', label: t('insights.trait.value.feature'), kind: 'text' },
          { key: 'deviceDays', label: t('insights.trait.deviceDays'), kind: 'count' },
          { key: 'uses', label: t('insights.use.uses'), kind: 'count' },
        ],
        rows: ranked(rows).map((row) => [nameOf(row), row.deviceDays, row.uses]),
      })}
      chart={(rows) => (
        <Bars
          title={title}
          kind="count"
          bars={ranked(rows).map((row) => ({ name: nameOf(row), value: row.deviceDays }))}
        />
      )}
    />
  );
}

/** What Candor is used for, and how much. */
export function UsePage() {
  const { t } = useTranslation();
  const words = useWords();
  const here = useHere();
  const byDay = useAnswer('usage', 'day', here);
  const byVersion = useAnswer('usage', 'version', here);
  const features = useAnswer('features', 'feature', here);
  const organisations = useAnswer('organisations', 'organisation', here);
  const { sent, received, calls, minutes, attempts, joined } = useMeasures();
  const joinFinding = (rows: readonly UsageRow[]) => {
    const told = rows.filter((row) => joined.value(row) !== null && attempts.value(row) !== null);
    const [of, part] = [sumOf(told, attempts.value), sumOf(told, joined.value)];
    if (of === null || part === null || of === 0) return undefined;
    return t('insights.use.meetingsFinding', {
      share: words.share(part / of),
      attempts: words.count(of),
    });
  };
  const figures = [
    ['messages', [sent, received], undefined],
    ['calls', [calls], undefined],
    ['minutes', [minutes], undefined],
    ['meetings', [attempts, joined], joinFinding],
  ] as const;
  return (
    <>
      <PageHead title={t('insights.pages.use')} filters={filters.usage} />
      <Figures>
        {figures.map(([name, measures, finding]) => (
          <DayFigure
            key={name}
            title={t(`insights.use.${name}`)}
            explain={t(`insights.use.${name}Explain`)}
            name={`candor-${name}`}
            shown={byDay}
            measures={measures}
            {...(finding ? { finding } : {})}
          />
        ))}
        <Features shown={features} />
        <UseTable trait="version" explain={t('insights.use.tableExplain')} shown={byVersion} />
        <UseTable
          trait="organisation"
          explain={t('insights.use.organisationExplain')}
          shown={organisations}
        />
      </Figures>
    </>
  );
}
