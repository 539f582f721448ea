import { useTranslation } from 'react-i18next';
import type { UsageRow } from '../../../contract/insights/answers.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { Figure } from '../figure/Figure.tsx';
import { useWords } from '../figure/useWords.ts';
import { useHere } from '../place/usePlace.ts';
import type { Measure } from './DayFigure.tsx';
import { useMeasures } from './useMeasures.ts';

/** Per device-day, rounded to a tenth. */
function onOneDay(row: UsageRow | undefined, { value }: Measure<UsageRow>): number | null {
  const sum = row ? value(row) : null;
  const days = row?.deviceDays ?? 0;
  return sum === null || days === 0 ? null : Math.round((sum / days) * 10) / 10;
}

/** How much two versions are used. */
export function ReleaseUse(versions: { readonly version: string; readonly against: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const { period } = useHere();
  const shown = useAnswer('usage', 'version', { period });
  const measures = Object.values(useMeasures());
  const sides = [
    ['version', versions.version],
    ['against', versions.against],
  ] as const;
  const rowsOf = (rows: readonly UsageRow[]) =>
    sides.map(([, name]) => rows.find(({ value, rest }) => value === name && !rest));
  const finding = (rows: readonly UsageRow[]) => {
    const [days = 0, others = 0] = rowsOf(rows).map((row) => row?.deviceDays ?? 0);
    if (days === 0 || others === 0) return undefined;
    const share = words.share(days / (days + others));
    return t('insights.releases.useFinding', { share, version: versions.version });
  };
  return (
    <Figure
      isWide
      title={t('insights.releases.use')}
      explain={t('insights.releases.useExplain')}
      finding={finding}
      name="candor-releases-use"
      shown={shown}
      table={(rows) => ({
        columns: [
          { key: 'measure', label: t('insights.releases.measure'), kind: 'text' },
          ...sides.map(([key, label]) => ({ key, label, kind: 'count' as const })),
        ],
        rows: measures.map((measure) => [
          measure.label,
          ...rowsOf(rows).map((row) => onOneDay(row, measure)),
        ]),
      })}
    />
  );
}
