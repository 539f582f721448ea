import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { chainCheck } from '../../../contract/chainCheck.ts';
import { CheckResult } from '../../webPage/chain/CheckResult.tsx';
import { NotedHash } from '../../webPage/chain/NotedHash.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { usePool } from '../answers/usePool.ts';
import { ShownPart } from '../layout/ShownPart.tsx';

function Result({ noted }: { readonly noted: string }) {
  const { t } = useTranslation();
  const query = noted === '' ? '' : `?noted=${noted}`;
  const { shown, again } = usePool(`${adminPaths.logCheck}${query}`, chainCheck);
  return (
    <ShownPart shown={shown} again={again} what={t('insights.accessLog.checking')}>
      {(check) => <CheckResult check={check} noted={noted} />}
    </ShownPart>
  );
}

/** Whether the log is whole, and still holds an entry that was noted down. */
export function LogCheck() {
  const { t } = useTranslation();
  const [noted, setNoted] = useState('');
  return (
    <Panel title={t('insights.accessLog.whole')} explain={t('insights.accessLog.wholeExplain')}>
      <Result key={noted} noted={noted} />
      <NotedHash onNoted={setNoted} />
    </Panel>
  );
}
