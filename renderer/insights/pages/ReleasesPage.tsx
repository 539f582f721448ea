import { Field, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useReleases } from '../answers/useAnswer.ts';
import { PageHead } from '../layout/PageHead.tsx';
import { useFilterValues } from '../layout/useFilterValues.ts';
import { goTo, kept, useHere } from '../place/usePlace.ts';
import { ReleaseFigures } from './ReleaseFigures.tsx';

const useStyles = makeStyles({
  choice: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalL,
    '@media print': { display: 'none' },
  },
});

/** The two versions shown: those in the address, or else the two most frequent. */
function useChosen() {
  const { release, against } = useHere();
  const told = useFilterValues('version');
  const version = release ?? told.find((one) => one !== against) ?? '';
  return { told, version, against: against ?? told.find((one) => one !== version) ?? '' };
}

/** Compares two versions, and says whether they differ by more than chance. */
export function ReleasesPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const here = useHere();
  const { told, version, against } = useChosen();
  const shown = useReleases(here, version, against);
  const choose = (change: { release?: string; against?: string }) => {
    goTo({ ...kept(here), page: 'releases', release: version, against, ...change });
  };
  const sides = [
    ['version', version],
    ['against', against],
  ] as const;
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
        <ReleaseFigures {...{ shown, version, against }} />
      )}
    </>
  );
}
