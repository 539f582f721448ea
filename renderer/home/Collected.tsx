import { Caption1, makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { DocumentSearchRegular } from '@fluentui/react-icons';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { categories } from '../../contract/datum.ts';
import { OpeningButton } from '../ui/OpeningButton.tsx';
import { useCandor, useView } from '../app/useView.ts';
import { CategoryCard } from './CategoryCard.tsx';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
  },
  heading: { margin: 0 },
  detail: { display: 'block', color: tokens.colorNeutralForeground2 },
  help: { textAlign: 'start' },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 264px), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalL,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
});

/** The decision for each category, who made it, and where records go. */
export function Collected() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const { serviceUrl, version } = useView();
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <div className={styles.head}>
        <div>
          <Subtitle1 as="h2" id={heading} className={styles.heading}>
            {t('main.collected')}
          </Subtitle1>
          <Text className={styles.detail}>{t('main.collectedDetail')}</Text>
        </div>
        <OpeningButton
          className={styles.help}
          icon={<DocumentSearchRegular />}
          open={() => main.openViewer()}
        >
          {t('viewer.title')}
        </OpeningButton>
      </div>
      <div className={styles.cards}>
        {categories.map((category) => (
          <CategoryCard key={category} category={category} />
        ))}
      </div>
      <div className={styles.foot}>
        <Caption1>
          {serviceUrl === null
            ? t('main.noDestination')
            : t('main.destination', { url: serviceUrl })}
        </Caption1>
        <Caption1>{t('main.version', { version })}</Caption1>
      </div>
    </section>
  );
}
