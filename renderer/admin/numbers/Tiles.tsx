import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 180px), 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
  },
  tile: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
  name: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  count: { ...typographyStyles.title2, margin: 0 },
});

/** Counts that are read at a glance. */
export function Tiles({ tiles }: { readonly tiles: readonly (readonly [string, number])[] }) {
  const styles = useStyles();
  const { i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <dl className={styles.tiles}>
      {tiles.map(([name, count]) => (
        <div key={name} className={styles.tile}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.count}>{number.format(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
