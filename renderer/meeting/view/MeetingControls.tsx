import { Button, makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { CallEndRegular, ChatRegular, MicOffRegular, MicRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useValue } from '../../ui/useValue.ts';
import { EndForAll } from './HostQuestions.tsx';
import type { MeetingSession } from '../state/meetingSession.ts';

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingVerticalM,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    // If they need several rows, each row is full, so that they align.
    '@media (max-width: 480px)': { '& > button': { flexGrow: 1 } },
  },
});

interface Props {
  readonly session: MeetingSession;
  /** The chat, if there is no room to show it always. */
  readonly chat: { readonly isShown: boolean; readonly toggle: () => void } | null;
}

/** What one can do in a meeting. */
export function MeetingControls({ session, chat }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const isMuted = useValue(session.isMuted);
  const { self, participants } = useValue(session.roster);
  const isHost = participants.some(({ id, host }) => id === self && host);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('meeting.room.controls')}>
      <ToggleButton
        checked={isMuted}
        disabledFocusable={!session.hasMicrophone}
        icon={isMuted ? <MicOffRegular /> : <MicRegular />}
        onClick={() => {
          session.mute(!isMuted);
        }}
      >
        {t(session.hasMicrophone ? 'meeting.room.mute' : 'meeting.room.noMicrophone')}
      </ToggleButton>
      {chat && (
        <ToggleButton checked={chat.isShown} icon={<ChatRegular />} onClick={chat.toggle}>
          {t('meeting.chat.title')}
        </ToggleButton>
      )}
      {isHost && <EndForAll onEnd={session.end} />}
      <Button
        appearance="primary"
        icon={<CallEndRegular />}
        onClick={() => {
          session.leave('leave');
        }}
      >
        {t('meeting.room.leave')}
      </Button>
    </div>
  );
}
