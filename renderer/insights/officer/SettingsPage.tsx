import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { aboutSchema } from '../../../contract/insights/about.ts';
import { retentionDays } from '../../../contract/retention.ts';
import { useAsked } from '../answers/useAnswer.ts';
import { Figures } from '../figure/Figures.tsx';
import { useWords } from '../figure/useWords.ts';
import { LoadedPart } from '../layout/LoadedPart.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { PlainHead } from '../layout/PlainHead.tsx';
import { Facts } from './Facts.tsx';
import { LearnedSwitch } from './LearnedSwitch.tsx';

const useStyles = makeStyles({ where: { color: tokens.colorNeutralForeground3 } });

const keysSchema = z.object({ retention: retentionDays });

function Kept() {
  const styles = useStyles();
  const { t } = useTranslation();
  const told = useAsked('../v1/keys', keysSchema);
  const title = t('insights.settings.kept');
  return (
    <Panel title={title} explain={t('insights.settings.keptExplain')}>
      <LoadedPart loaded={told} what={title}>
        {({ retention }) => (
          <Facts
            facts={(['census', 'usage', 'error'] as const).map((category) => [
              t(`insights.settings.${category}`),
              t('insights.settings.days', { count: retention[category] }),
            ])}
          />
        )}
      </LoadedPart>
      <Text block size={200} className={styles.where}>
        {t('insights.settings.keptWhere', { days: '--keep-days', errorDays: '--keep-error-days' })}
      </Text>
    </Panel>
  );
}

function Least() {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const told = useAsked('../v1/insights/about', aboutSchema);
  const title = t('insights.settings.least');
  return (
    <Panel title={title} explain={t('insights.settings.leastExplain')}>
      <LoadedPart loaded={told} what={title}>
        {({ k }) => <Facts facts={[[t('insights.settings.ofNumber'), words.count(k)]]} />}
      </LoadedPart>
      <Text block size={200} className={styles.where}>
        {t('insights.settings.leastWhere', { option: '--least-devices' })}
      </Text>
    </Panel>
  );
}

/** What this service does with its data; officers can change some of it here. */
export function SettingsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PlainHead title={t('insights.pages.settings')} lead={t('insights.settings.lead')} />
      <Figures>
        <LearnedSwitch />
        <Kept />
        <Least />
      </Figures>
    </>
  );
}
