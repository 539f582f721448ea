import { useTranslation } from 'react-i18next';
import type { SigninRow } from '../../../contract/insights/answers.ts';
import { filters } from '../../../contract/insights/queries.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { Figures } from '../figure/Figures.tsx';
import { useWords } from '../figure/useWords.ts';
import { PageHead } from '../layout/PageHead.tsx';
import { useHere } from '../place/usePlace.ts';
import { DayFigure, type Measure } from './DayFigure.tsx';
import { RateFigure } from './RateFigure.tsx';
import { sumOf } from './rows.ts';

/** Whether people can sign in. */
export function SigningInPage() {
  const { t } = useTranslation();
  const words = useWords();
  const here = useHere();
  const byDay = useAnswer('signins', 'day', here);
  const byVersion = useAnswer('signins', 'version', here);
  const byOs = useAnswer('signins', 'os', here);
  const attempts: Measure<SigninRow> = {
    key: 'attempts',
    label: t('insights.signingIn.attempts'),
    kind: 'count',
    value: (row) => row.attempts,
  };
  const failures: Measure<SigninRow> = {
    key: 'failures',
    label: t('insights.signingIn.failures'),
    kind: 'count',
    value: (row) => row.failures,
  };
  const rate = t('insights.signingIn.rate');
  const finding = (rows: readonly SigninRow[]) => {
    const told = rows.filter((row) => row.failures !== null);
    const [of, failed] = [sumOf(told, attempts.value), sumOf(told, failures.value)];
    if (of === null || failed === null || of === 0) return undefined;
    return t('insights.signingIn.byDayFinding', {
      rate: words.share(failed / of),
      attempts: words.count(of),
    });
  };
  const shared = {
    explain: t('insights.signingIn.explain'),
    rateLabel: rate,
    measures: [attempts, failures],
  };
  return (
    <>
      <PageHead title={t('insights.pages.signingIn')} filters={filters.signins} />
      <Figures>
        <DayFigure
          isWide
          title={t('insights.signingIn.byDay')}
          explain={t('insights.signingIn.byDayExplain')}
          name="candor-sign-in-failures"
          shown={byDay}
          finding={finding}
          measures={[
            { key: 'rate', label: rate, kind: 'share', value: (row) => row.rate },
            { ...attempts, isOnlyInTable: true },
            { ...failures, isOnlyInTable: true },
          ]}
        />
        <RateFigure
          {...shared}
          title={t('insights.signingIn.version')}
          name="candor-sign-in-by-version"
          trait="version"
          shown={byVersion}
        />
        <RateFigure
          {...shared}
          title={t('insights.signingIn.os')}
          name="candor-sign-in-by-system"
          trait="os"
          shown={byOs}
        />
        <DayFigure
          isWide
          title={t('insights.signingIn.attemptsByDay')}
          explain={t('insights.signingIn.attemptsExplain')}
          name="candor-sign-in-attempts"
          shown={byDay}
          measures={[attempts, failures]}
        />
      </Figures>
    </>
  );
}
