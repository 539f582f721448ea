import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Options } from '../../contract/options.ts';
import type { TracingLevel } from '../../contract/policy.ts';
import { languageChoices } from '../../contract/text/index.ts';
import { InlineCheckbox } from '../ui/InlineCheckbox.tsx';
import { LearnMore } from '../ui/LearnMore.tsx';
import { useView } from '../app/useView.ts';
import { besideLink } from './besideLink.ts';
import { DropDown } from './DropDown.tsx';
import { ErrorReports } from './ErrorReports.tsx';
import { GroupBox } from './GroupBox.tsx';
import { LockReason } from './LockReason.tsx';
import { isTurningOff, shownOptions, type Changes } from './optionsDraft.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalMNudge },
  row: besideLink,
  link: { marginInlineStart: '28px' },
  detail: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

const levels = [
  { value: 'Off', key: 'off' },
  { value: 'Light', key: 'light' },
  { value: 'Full', key: 'full' },
] as const satisfies readonly { readonly value: TracingLevel; readonly key: string }[];

interface Props {
  readonly changes: Changes;
  readonly onChange: (changes: Changes) => void;
}

/** Options for conversations and for a call's controls. */
function ConversationWindow({
  shown,
  onChange,
}: {
  shown: Options;
  onChange: (changed: Changes) => void;
}) {
  const { t } = useTranslation();
  return (
    <GroupBox title={t('options.conversation.title')}>
      <InlineCheckbox
        label={t('options.conversation.reopen')}
        checked={shown.reopenConversations}
        onChange={(reopenConversations) => {
          onChange({ reopenConversations });
        }}
      />
      <InlineCheckbox
        label={t('options.conversation.callControls')}
        checked={shown.callControls}
        onChange={(callControls) => {
          onChange({ callControls });
        }}
      />
    </GroupBox>
  );
}

export function GeneralPage({ changes, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const view = useView();
  const shown = shownOptions(view, changes);
  const loggingReason = useId();
  const change = (changed: Changes): void => {
    onChange({ ...changes, ...changed });
  };
  return (
    <div className={styles.page}>
      <ConversationWindow shown={shown} onChange={change} />
      <ErrorReports
        isTicked={shown.errorReports}
        withdrawal={
          isTurningOff(view, changes)
            ? { wanted: changes, hasEvents: view.options.eventLog }
            : undefined
        }
        lock={view.locks.errorReports}
        memoryDumps={shown.memoryDumps}
        onChange={change}
      />
      <GroupBox title={t('options.support.title')}>
        <DropDown
          label={t('options.support.logging')}
          value={shown.logging}
          choices={levels.map(({ value, key }) => ({ value, text: t(`options.support.${key}`) }))}
          lockedBy={view.locks.logging === null ? undefined : loggingReason}
          onChange={(logging) => {
            change({ logging });
          }}
        />
        <LockReason id={loggingReason} lock={view.locks.logging} />
        <Caption1 className={styles.detail}>{t('options.support.detail')}</Caption1>
        <div className={styles.row}>
          <InlineCheckbox
            label={t('options.support.eventLog')}
            checked={shown.eventLog}
            onChange={(eventLog) => {
              change({ eventLog });
            }}
          />
          <LearnMore section="logs" label={t('options.learnMore.logs')} className={styles.link} />
        </div>
      </GroupBox>
      <GroupBox title={t('options.application.title')}>
        {view.canFollowMinimized && (
          <InlineCheckbox
            label={t('options.application.minimize')}
            checked={shown.minimizeToNotificationArea}
            onChange={(minimizeToNotificationArea) => {
              change({ minimizeToNotificationArea });
            }}
          />
        )}
        <InlineCheckbox
          label={t('options.application.start')}
          checked={shown.startWithSystem}
          onChange={(startWithSystem) => {
            change({ startWithSystem });
          }}
        />
        <DropDown
          label={t('options.language.label')}
          value={shown.language}
          choices={languageChoices.map((value) => ({
            value,
            text: t(`options.language.${value}`),
          }))}
          onChange={(language) => {
            change({ language });
          }}
        />
      </GroupBox>
    </div>
  );
}
