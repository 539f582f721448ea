import { makeStyles, Text, Title3, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { CandorMark } from '../CandorMark.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    paddingBlock: tokens.spacingVerticalXXL,
  },
  mark: { color: tokens.colorBrandForeground1, marginBottom: tokens.spacingVerticalM },
  title: { margin: 0 },
  detail: { color: tokens.colorNeutralForeground2 },
});

/** What stands where conversations will. */
export function NotSignedIn() {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.root}>
      <CandorMark size={72} className={styles.mark} />
      <Title3 as="h2" className={styles.title}>
        {t('main.notSignedIn')}
      </Title3>
      <Text align="center" className={styles.detail}>
        {t('main.notSignedInDetail')}
      </Text>
    </div>
  );
}
