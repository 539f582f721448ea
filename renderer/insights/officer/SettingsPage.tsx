import { useTranslation } from 'react-i18next';
import { Figures } from '../figure/Figures.tsx';
import { LoadedPart } from '../layout/LoadedPart.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { PlainHead } from '../layout/PlainHead.tsx';
import { KeptSetting } from './KeptSetting.tsx';
import { LearnedSwitch } from './LearnedSwitch.tsx';
import { LeastSetting } from './LeastSetting.tsx';
import { useServiceSettings } from './useServiceSettings.ts';

/** What this service does with the data it holds, for officers to change. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { loaded, set } = useServiceSettings();
  const [kept, least] = [t('insights.settings.kept'), t('insights.settings.least')];
  return (
    <>
      <PlainHead title={t('insights.pages.settings')} lead={t('insights.settings.lead')} />
      <Figures>
        <LearnedSwitch />
        <Panel title={kept} explain={t('insights.settings.keptExplain')}>
          <LoadedPart loaded={loaded} what={kept}>
            {(settings) => <KeptSetting settings={settings} set={set} />}
          </LoadedPart>
        </Panel>
        <Panel title={least} explain={t('insights.settings.leastExplain')}>
          <LoadedPart loaded={loaded} what={least}>
            {({ leastDevices }) => <LeastSetting k={leastDevices} set={set} />}
          </LoadedPart>
        </Panel>
      </Figures>
    </>
  );
}
