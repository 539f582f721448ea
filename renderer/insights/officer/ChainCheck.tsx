import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chainCheck } from '../../../contract/chainCheck.ts';
import { CheckResult } from '../../webPage/chain/CheckResult.tsx';
import { NotedHash } from '../../webPage/chain/NotedHash.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { useAsked } from '../answers/useAnswer.ts';
import { LoadedPart } from '../layout/LoadedPart.tsx';

const useStyles = makeStyles({
  code: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
});

/** Whether the log is intact according to the service, and how to check that independently. */
export function ChainCheck() {
  const styles = useStyles();
  const { t } = useTranslation();
  const [noted, setNoted] = useState('');
  const query = noted === '' ? '' : `?noted=${noted}`;
  const checked = useAsked(`../v1/access-log/check${query}`, chainCheck);
  return (
    <Panel
      title={t('insights.accessLog.whole')}
      explain={t('insights.accessLog.wholeExplain')}
      isBusy={checked.state === 'loading'}
    >
      <LoadedPart loaded={checked} what={t('insights.accessLog.checking')}>
        {(check) => <CheckResult check={check} noted={noted} />}
      </LoadedPart>
      <NotedHash onNoted={setNoted} />
      <div>
        <Text block size={200}>
          {t('insights.accessLog.byYourself')}
        </Text>
        <code className={styles.code}>{t('insights.accessLog.command')}</code>
      </div>
    </Panel>
  );
}
