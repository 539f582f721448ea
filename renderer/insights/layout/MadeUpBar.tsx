import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { aboutSchema } from '../../../contract/insights/about.ts';
import { useAsked } from '../answers/useAnswer.ts';

const useStyles = makeStyles({
  bar: {
    ...typographyStyles.body1,
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalXXL}`,
    textAlign: 'center',
    color: tokens.colorStatusWarningForeground3,
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
    '@media print': { border: '1px solid', marginBottom: tokens.spacingVerticalL },
  },
});

/** Says at the top of every page, on paper too, that the numbers are made up, if the service says so. */
export function MadeUpBar() {
  const styles = useStyles();
  const { t } = useTranslation();
  const about = useAsked('../v1/insights/about', aboutSchema);
  return about.state === 'answered' && about.answer.synthetic ? (
    <aside className={styles.bar}>{t('insights.madeUp')}</aside>
  ) : null;
}
