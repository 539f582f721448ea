import { useTranslation } from 'react-i18next';
import type { GroupRow } from '../../../contract/insights/answers.ts';
import { Bars } from '../charts/Bars.tsx';
import { Figure } from '../figure/Figure.tsx';
import { useWords } from '../figure/useWords.ts';
import { shownAs, type Answered } from './shownAs.ts';

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
      isWide
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

/** Whether any of a group's reports has this field; some processes know nothing about calls. */
const isTold = (row: GroupRow, part: Part): boolean =>
  row.parts?.[part].some(({ value }) => value !== '') ?? false;

/** What a group's reports have in common, as far as they say: where it happened, and the network's quality. */
export function GroupFigures({
  row,
  shown,
}: {
  readonly row: GroupRow;
  readonly shown: Answered<GroupRow>;
}) {
  return (
    <>
      {parts
        .filter((part) => isTold(row, part))
        .map((part) => (
          <PartFigure key={part} part={part} shown={shown} />
        ))}
      {qualities.some((measure) => row.parts?.[measure]) && <QualityFigure shown={shown} />}
    </>
  );
}
