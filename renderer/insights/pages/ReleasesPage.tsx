import { Field, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ReleaseRow } from '../../../contract/insights/answers.ts';
import { useReleases } from '../answers/useAnswer.ts';
import { Figure } from '../figure/Figure.tsx';
import { Figures } from '../figure/Figures.tsx';
import { Intervals } from '../charts/Intervals.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { useFilterValues } from '../layout/useFilterValues.ts';
import { goTo, kept, useHere } from '../place/usePlace.ts';

const useStyles = makeStyles({
  choice: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalL,
    '@media print': { display: 'none' },
  },
});

/** The two that are looked at: those of the address, else the two most frequent. */
function useChosen() {
  const { release, against } = useHere();
  const told = useFilterValues('version');
  const version = release ?? told.find((one) => one !== against);
  return { told, version, against: against ?? told.find((one) => one !== version) };
}

/** Two versions beside each other, and whether they differ by more than chance. */
export function ReleasesPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const here = useHere();
  const { told, version, against } = useChosen();
  const shown = useReleases(here, version, against);
  const choose = (change: { release?: string; against?: string }) => {
    goTo({
      ...kept(here),
      page: 'releases',
      ...(version === undefined ? {} : { release: version }),
      ...(against === undefined ? {} : { against }),
      ...change,
    });
  };
  const verdict = ({ moreThanChance }: ReleaseRow) => {
    if (moreThanChance === null) return t('insights.releases.unknown');
    return t(moreThanChance ? 'insights.releases.more' : 'insights.releases.chance');
  };
  const sides = [
    ['version', version ?? ''],
    ['against', against ?? ''],
  ] as const;
  const title = t('insights.releases.compare');
  return (
    <>
      <PageHead title={t('insights.pages.releases')} filters={[]} />
      <div className={styles.choice} role="group" aria-label={t('insights.releases.choose')}>
        {sides.map(([side, chosen]) => (
          <Field key={side} label={t(`insights.releases.${side}`)}>
            <Select
              value={chosen}
              onChange={(_, { value }) => {
                choose(side === 'version' ? { release: value } : { against: value });
              }}
            >
              {[...new Set([...told, chosen])].map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
      {shown.state === 'unfiltered' ? (
        <Text>{t(told.length < 2 ? 'insights.releases.few' : 'insights.releases.none')}</Text>
      ) : (
        <Figures>
          <Figure
            isWide
            title={title}
            explain={t('insights.releases.explain')}
            name="candor-releases"
            shown={shown}
            table={(rows) => ({
              columns: [
                { key: 'measure', label: t('insights.releases.measure'), kind: 'text' },
                ...sides.flatMap(([side, name]) => [
                  {
                    key: `${side}Of`,
                    label: t('insights.releases.of', { version: name }),
                    kind: 'count' as const,
                  },
                  {
                    key: side,
                    label: t('insights.releases.rate', { version: name }),
                    kind: 'share' as const,
                  },
                  {
                    key: `${side}Low`,
                    label: t('insights.releases.low', { version: name }),
                    kind: 'share' as const,
                  },
                  {
                    key: `${side}High`,
                    label: t('insights.releases.high', { version: name }),
                    kind: 'share' as const,
                  },
                ]),
                { key: 'difference', label: t('insights.releases.difference'), kind: 'text' },
              ],
              rows: rows.map((row) => [
                t(`insights.releases.${row.measure}`),
                ...sides.flatMap(([side]) => {
                  const { of, rate, interval } = row[side];
                  return [of, rate, interval?.[0] ?? null, interval?.[1] ?? null];
                }),
                verdict(row),
              ]),
            })}
          />
          {shown.state === 'answered' &&
            shown.answer.rows.map((row) => {
              const name = t(`insights.releases.${row.measure}`);
              return (
                <Figure
                  key={row.measure}
                  title={name}
                  explain={verdict(row)}
                  name={`candor-releases-${row.measure}`}
                  shown={{
                    state: 'answered',
                    answer: {
                      ...shown.answer,
                      rows: sides.map(([side, of]) => ({ ...row[side], name: of })),
                    },
                  }}
                  table={(rows) => ({
                    columns: [
                      { key: 'version', label: t('insights.trait.value.version'), kind: 'text' },
                      { key: 'rate', label: name, kind: 'share' },
                      { key: 'low', label: t('insights.interval.low'), kind: 'share' },
                      { key: 'high', label: t('insights.interval.high'), kind: 'share' },
                    ],
                    rows: rows.map(({ name: of, rate, interval }) => [
                      of,
                      rate,
                      interval?.[0] ?? null,
                      interval?.[1] ?? null,
                    ]),
                  })}
                  chart={(rows) => <Intervals title={name} rows={rows} />}
                />
              );
            })}
        </Figures>
      )}
    </>
  );
}
