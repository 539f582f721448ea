import { makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changed } from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { meetingsAnswer, type MeetingsAnswer } from '../../../contract/admin/policies.ts';
import { Panel } from '../../webPage/Panel.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { usePool } from '../answers/usePool.ts';
import { ProblemBar } from '../layout/ProblemBar.tsx';
import { ShownPart } from '../layout/ShownPart.tsx';
import { DraftButtons } from './DraftButtons.tsx';

const useStyles = makeStyles({
  key: { fontFamily: tokens.fontFamilyMonospace, color: tokens.colorNeutralForeground3 },
});

interface Props {
  readonly meetings: MeetingsAnswer;
  readonly again: () => void;
}

function Setting({ meetings: { seen, MeetingUxEnableTelemetry: kept }, again }: Props) {
  const { t } = useTranslation();
  const { isBusy, problem, run } = useDeed();
  const [draft, setDraft] = useState<boolean>();
  const value = draft ?? kept;
  const save = async () => {
    const body = { seen, MeetingUxEnableTelemetry: value };
    const how = { method: 'PUT', body };
    if (await run(() => askPool(adminPaths.meetings, changed, how))) setDraft(undefined);
    again();
  };
  return (
    <>
      <RadioGroup
        aria-label={t('admin.meetings.title')}
        value={String(value)}
        onChange={(_, { value: chosen }) => {
          const next = chosen === 'true';
          setDraft(next === kept ? undefined : next);
        }}
      >
        <Radio value="false" label={t('admin.meetings.no')} />
        <Radio value="true" label={t('admin.meetings.yes')} />
      </RadioGroup>
      <ProblemBar problem={problem} />
      {draft !== undefined && (
        <DraftButtons
          isBlocked={isBusy}
          onSave={() => void save()}
          onDiscard={() => {
            setDraft(undefined);
          }}
        />
      )}
    </>
  );
}

/** Whether meetings of this pool make usage data and error reports, whoever joins. */
export function MeetingsPanel() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { shown, again } = usePool(adminPaths.meetings, meetingsAnswer);
  return (
    <Panel title={t('admin.meetings.title')} explain={t('admin.meetings.explain')}>
      <Text size={200} className={styles.key}>
        {'MeetingUxEnableTelemetry'}
      </Text>
      <ShownPart shown={shown} again={again} what={t('admin.meetings.title')}>
        {(meetings) => <Setting meetings={meetings} again={again} />}
      </ShownPart>
    </Panel>
  );
}
