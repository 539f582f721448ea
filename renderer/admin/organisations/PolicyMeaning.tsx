import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { PolicyEntry } from '../../../contract/policyCatalogue.ts';
import { useSaid } from '../words/useSaid.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    alignContent: 'start',
    rowGap: tokens.spacingVerticalS,
    margin: 0,
  },
  name: { ...typographyStyles.caption1Strong, color: tokens.colorNeutralForeground2 },
  said: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What setting a policy means for each category, and what holds where it is not set. */
export function PolicyMeaning({ entry }: { readonly entry: PolicyEntry }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const say = useSaid();
  const facts = [
    [t('category.census.name'), entry.census],
    [t('category.usage.name'), entry.usage],
    [t('category.error.name'), entry.errors],
    [t('admin.policy.whereNotSet'), entry.unset],
  ] as const;
  return (
    <dl className={styles.list}>
      {facts.map(([name, said]) => (
        <div key={name}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.said}>{say(said)}</dd>
        </div>
      ))}
    </dl>
  );
}
