import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useView } from '../app/useView.ts';
import { LearnMore } from '../ui/LearnMore.tsx';
import { besideLink } from './besideLink.ts';

const useStyles = makeStyles({
  row: besideLink,
  text: { color: tokens.colorNeutralForeground2 },
});

/** Says that usage data is not the person's to decide, and how it is decided, where they would look for a box. */
export function UsageData() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { decisions, surface } = useView();
  const key = surface === 'desktop' ? (decisions.usage.allowed ? 'on' : 'off') : 'host';
  return (
    <div className={styles.row}>
      <Text className={styles.text}>{t(`options.improve.usage.${key}`)}</Text>
      <LearnMore section="usage" label={t('options.learnMore.usage')} />
    </div>
  );
}
