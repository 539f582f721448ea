import { useTranslation } from 'react-i18next';
import type { StabilityRow } from '../../../contract/insights/answers.ts';
import { filters } from '../../../contract/insights/queries.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { Figures } from '../figure/Figures.tsx';
import { useWords } from '../figure/useWords.ts';
import { PageHead } from '../layout/PageHead.tsx';
import { useHere } from '../place/usePlace.ts';
import { DayFigure, type Measure } from './DayFigure.tsx';
import { RateFigure } from './RateFigure.tsx';
import { sumOf } from './rows.ts';

const traits = ['version', 'os', 'surface'] as const;

/** How often Candor crashes or hangs. */
export function StabilityPage() {
  const { t } = useTranslation();
  const words = useWords();
  const here = useHere();
  const byDay = useAnswer('stability', 'day', here);
  const byTrait = {
    version: useAnswer('stability', 'version', here),
    os: useAnswer('stability', 'os', here),
    surface: useAnswer('stability', 'surface', here),
  };
  const measure = (
    key: 'sessions' | 'crashes' | 'hangs' | 'recordsDropped',
    label: string,
  ): Measure<StabilityRow> => ({ key, label, kind: 'count', value: (row) => row[key] });
  const sessions = measure('sessions', t('insights.stability.sessions'));
  const crashes = measure('crashes', t('insights.stability.crashes'));
  const hangs = measure('hangs', t('insights.stability.hangsCount'));
  const dropped = measure('recordsDropped', t('insights.stability.dropped'));
  const rate = t('insights.stability.rate');
  const finding = (rows: readonly StabilityRow[]) => {
    const told = rows.filter((row) => row.rate !== null);
    const of = sumOf(told, sessions.value);
    const crashFree = sumOf(told, (row) => (row.rate ?? 0) * (row.sessions ?? 0));
    if (of === null || crashFree === null || of === 0) return undefined;
    return t('insights.stability.byDayFinding', {
      rate: words.share(crashFree / of),
      sessions: words.count(of),
    });
  };
  return (
    <>
      <PageHead title={t('insights.pages.stability')} filters={filters.stability} />
      <Figures>
        <DayFigure
          isWide
          title={t('insights.stability.byDay')}
          explain={t('insights.stability.byDayExplain')}
          name="candor-crash-free"
          shown={byDay}
          finding={finding}
          measures={[
            { key: 'rate', label: rate, kind: 'share', value: (row) => row.rate },
            { ...sessions, isOnlyInTable: true },
          ]}
        />
        {traits.map((trait) => (
          <RateFigure
            key={trait}
            title={t(`insights.stability.${trait}`)}
            explain={t('insights.stability.explain')}
            name={`candor-crash-free-by-${trait}`}
            trait={trait}
            rateLabel={rate}
            measures={[sessions, crashes, hangs, dropped]}
            shown={byTrait[trait]}
          />
        ))}
        <DayFigure
          title={t('insights.stability.hangs')}
          explain={t('insights.stability.hangsExplain')}
          name="candor-hangs"
          shown={byDay}
          measures={[hangs, crashes, { ...dropped, isOnlyInTable: true }]}
        />
      </Figures>
    </>
  );
}
