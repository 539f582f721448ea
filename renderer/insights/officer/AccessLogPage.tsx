import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Figures } from '../figure/Figures.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { useHere } from '../place/usePlace.ts';
import { AccessEntries } from './AccessEntries.tsx';
import { ChainCheck } from './ChainCheck.tsx';

const useStyles = makeStyles({
  lead: {
    maxWidth: '72ch',
    marginBottom: tokens.spacingVerticalL,
    color: tokens.colorNeutralForeground2,
  },
});

/** Who read which personal data, for the officer who answers for it. */
export function AccessLogPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { period } = useHere();
  return (
    <>
      <PageHead title={t('insights.pages.accessLog')} filters={[]} />
      <Text block className={styles.lead}>
        {t('insights.accessLog.lead')}
      </Text>
      <Figures>
        <ChainCheck />
        <AccessEntries key={`${period.from} ${period.to}`} />
      </Figures>
    </>
  );
}
