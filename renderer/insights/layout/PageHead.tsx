import { makeStyles, Text, Title2, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Filter } from '../../../contract/insights/queries.ts';
import { useWords } from '../figure/useWords.ts';
import { useHere } from '../place/usePlace.ts';
import { FilterBar } from './FilterBar.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    marginBottom: tokens.spacingVerticalXXL,
  },
  title: { margin: 0 },
  said: { color: tokens.colorNeutralForeground2 },
});

interface Props {
  readonly title: string;
  /** The filters for the page's numbers. */
  readonly filters: readonly Filter[];
}

/** A page's title, and its period and filters. */
export function PageHead({ title, filters }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const { period, filter } = useHere();
  const shown = filter && filters.includes(filter.name) ? filter : undefined;
  const said = [
    t('insights.filter.said', { from: words.day(period.from), to: words.day(period.to) }),
    ...(shown
      ? [
          t('insights.filter.saidOnly', {
            filter: t(`insights.filter.${shown.name}`),
            value: words.value(shown.name, shown.value),
          }),
        ]
      : []),
  ];
  return (
    <div className={styles.head}>
      <title>{t('insights.pageTitle', { page: title })}</title>
      <div>
        <Title2 as="h1" className={styles.title}>
          {title}
        </Title2>
        <Text block className={styles.said}>
          {said.join(' · ')}
        </Text>
      </div>
      <FilterBar filters={filters} />
    </div>
  );
}
