import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../contract/meetings.ts';
import { meetingTitle } from '../../../contract/meetingTitle.ts';
import { MeetingNote } from './MeetingNote.tsx';
import type { MeetingSession } from '../state/meetingSession.ts';

/** What a guest sees until the host lets them in. */
export function Waiting({ session, meeting }: { session: MeetingSession; meeting: Meeting }) {
  const { t } = useTranslation();
  return (
    <MeetingNote
      title={t('meeting.wait.title')}
      detail={t('meeting.wait.detail', { title: meetingTitle(meeting, t) })}
    >
      <Button
        onClick={() => {
          session.leave('leave');
        }}
      >
        {t('meeting.room.leave')}
      </Button>
    </MeetingNote>
  );
}
