import { useTranslation } from 'react-i18next';
import type { Answer, ReleaseRow } from '../../../contract/insights/answers.ts';
import type { Loaded } from '../answers/useAnswer.ts';
import { Intervals } from '../charts/Intervals.tsx';
import { Figure } from '../figure/Figure.tsx';
import { Figures } from '../figure/Figures.tsx';
import { useWords } from '../figure/useWords.ts';
import { ReleaseErrors } from './ReleaseErrors.tsx';
import { ReleaseUse } from './ReleaseUse.tsx';

interface Props {
  readonly shown: Loaded<Answer<'releases'>>;
  /** The two versions. */
  readonly version: string;
  readonly against: string;
}

/** Whether a difference is more than chance, in words. */
function useVerdict() {
  const { t } = useTranslation();
  return ({ moreThanChance }: ReleaseRow) => {
    if (moreThanChance === null) return t('insights.releases.unknown');
    return t(moreThanChance ? 'insights.releases.more' : 'insights.releases.chance');
  };
}

/** All measures in one table. */
function Comparison({ shown, version, against }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const verdict = useVerdict();
  const sides = [
    ['version', version],
    ['against', against],
  ] as const;
  const partsOf = (side: string, name: string) =>
    (['of', 'rate', 'low', 'high'] as const).map((part) => ({
      key: `${side}.${part}`,
      label: t(`insights.releases.${part}`, { version: name }),
      kind: part === 'of' ? ('count' as const) : ('share' as const),
      only: 'taken' as const,
    }));
  const said = ({ of, rate, interval }: ReleaseRow['version']) =>
    of === null || rate === null || interval === null
      ? null
      : t('insights.releases.share', {
          rate: words.share(rate),
          of: words.count(of),
          low: words.share(interval[0]),
          high: words.share(interval[1]),
        });
  return (
    <Figure
      isWide
      title={t('insights.releases.compare')}
      explain={t('insights.releases.explain')}
      name="candor-releases"
      shown={shown}
      table={(rows) => ({
        columns: [
          { key: 'measure', label: t('insights.releases.measure'), kind: 'text' },
          ...sides.map(([side, label]) => ({
            key: side,
            label,
            kind: 'text' as const,
            only: 'shown' as const,
          })),
          { key: 'difference', label: t('insights.releases.difference'), kind: 'text' },
          ...sides.flatMap(([side, name]) => partsOf(side, name)),
        ],
        rows: rows.map((row) => [
          t(`insights.releases.${row.measure}`),
          ...sides.map(([side]) => said(row[side])),
          verdict(row),
          ...sides.flatMap(([side]) => {
            const { of, rate, interval } = row[side];
            return [of, rate, interval?.[0] ?? null, interval?.[1] ?? null];
          }),
        ]),
      })}
    />
  );
}

/** One measure of both versions, with their intervals. */
function Measure({
  answer,
  row,
  version,
  against,
}: Omit<Props, 'shown'> & { readonly answer: Answer<'releases'>; readonly row: ReleaseRow }) {
  const { t } = useTranslation();
  const verdict = useVerdict();
  const name = t(`insights.releases.${row.measure}`);
  const rows = [
    { ...row.version, name: version },
    { ...row.against, name: against },
  ];
  return (
    <Figure
      title={name}
      explain={verdict(row)}
      name={`candor-releases-${row.measure}`}
      shown={{ state: 'answered', answer: { ...answer, rows } }}
      table={(sides) => ({
        columns: [
          { key: 'version', label: t('insights.trait.value.version'), kind: 'text' },
          { key: 'rate', label: name, kind: 'share' },
          { key: 'low', label: t('insights.interval.low'), kind: 'share' },
          { key: 'high', label: t('insights.interval.high'), kind: 'share' },
        ],
        rows: sides.map(({ name: side, rate, interval }) => [
          side,
          rate,
          interval?.[0] ?? null,
          interval?.[1] ?? null,
        ]),
      })}
      chart={(sides) => <Intervals title={name} rows={sides} />}
    />
  );
}

/** Compares two versions by all measures, in one table and separately. */
export function ReleaseFigures(props: Props) {
  const { shown, version, against } = props;
  const answer = shown.state === 'answered' ? shown.answer : undefined;
  return (
    <Figures>
      <Comparison {...props} />
      {answer?.rows.map((row) => (
        <Measure key={row.measure} {...{ answer, row, version, against }} />
      ))}
      <ReleaseUse {...{ version, against }} />
      <ReleaseErrors {...{ version, against }} />
    </Figures>
  );
}
