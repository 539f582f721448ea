import { useTranslation } from 'react-i18next';
import { LostBar } from '../../ui/LostBar.tsx';
import { useValue } from '../../ui/useValue.ts';
import type { MeetingSession } from '../state/meetingSession.ts';

/** Says that the connection to the room is lost, while it is. */
export function RoomLost({ session }: { session: MeetingSession }) {
  const { t } = useTranslation();
  const state = useValue(session.state);
  if (state.name !== 'reconnecting') return null;
  return (
    <LostBar
      title={t('meeting.lost.title')}
      detail={t('meeting.lost.detail')}
      nextAt={state.nextAt}
      onConnect={session.connectNow}
    />
  );
}
