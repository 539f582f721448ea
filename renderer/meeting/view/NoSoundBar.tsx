import { makeStyles, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useValue } from '../../ui/useValue.ts';
import type { MeetingSession } from '../state/meetingSession.ts';

const useStyles = makeStyles({
  // Its pane scrolls rather than squeeze it.
  bar: { flexShrink: 0 },
});

/** What to do if no sound can flow between oneself and some of the others. */
export function NoSoundBar({ session }: { session: MeetingSession }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { participants } = useValue(session.roster);
  const audioStates = useValue(session.audioStates);
  const isUnheard = participants.some(
    ({ id, isConnected }) => isConnected && audioStates.get(id)?.state === 'failed',
  );
  if (!isUnheard) return null;
  return (
    <MessageBar className={styles.bar} intent="warning" layout="multiline" role="alert">
      <MessageBarBody>{t('meeting.room.unheardDetail')}</MessageBarBody>
    </MessageBar>
  );
}
