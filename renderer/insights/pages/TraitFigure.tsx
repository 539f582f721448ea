import { useTranslation } from 'react-i18next';
import type { TraitRow } from '../../../contract/insights/answers.ts';
import type { Loaded } from '../answers/useAnswer.ts';
import { Bars } from '../charts/Bars.tsx';
import { Figure } from '../figure/Figure.tsx';
import { useWords } from '../figure/useWords.ts';

export type Trait = 'version' | 'os' | 'osVersion' | 'language' | 'region' | 'model' | 'surface';

interface Props {
  readonly trait: Trait;
  readonly shown: Loaded<{
    readonly k: number;
    readonly suppressed: boolean;
    readonly rows: readonly (TraitRow | object)[];
  }>;
}

export const isTraitRow = (row: object): row is TraitRow => 'deviceDays' in row;

/** The frequency of each value of a trait, most frequent first. */
export function TraitFigure({ trait, shown }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const title = t(`insights.trait.${trait}`);
  const nameOf = ({ rest, value }: TraitRow) =>
    rest ? t('insights.figure.rest') : words.value(trait, value ?? '');
  const ranked = (rows: readonly object[]) =>
    rows
      .filter(isTraitRow)
      .toSorted((a, b) => Number(a.rest) - Number(b.rest) || (b.share ?? -1) - (a.share ?? -1));
  return (
    <Figure
      title={title}
      explain={t(trait === 'model' ? 'insights.trait.modelExplain' : 'insights.trait.explain')}
      name={`candor-${trait}`}
      shown={shown}
      finding={(rows) => {
        const first = ranked(rows).find(({ rest }) => !rest);
        if (first === undefined || first.share === null) return undefined;
        return t('insights.trait.finding', {
          value: nameOf(first),
          share: words.share(first.share),
        });
      }}
      table={(rows) => ({
        columns: [
          { key: trait, label: t(`insights.trait.value.${trait}`), kind: 'text' },
          { key: 'deviceDays', label: t('insights.trait.deviceDays'), kind: 'count' },
          { key: 'share', label: t('insights.trait.share'), kind: 'share' },
        ],
        rows: ranked(rows).map((row) => [nameOf(row), row.deviceDays, row.share]),
      })}
      chart={(rows) => (
        <Bars
          title={title}
          kind="share"
          bars={ranked(rows).map((row) => ({ name: nameOf(row), value: row.share }))}
        />
      )}
    />
  );
}
