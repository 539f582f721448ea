import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { MOST_PARTICIPANTS } from '../../../contract/meetingLimits.ts';
import type { Meeting } from '../../../contract/meetings.ts';
import { meetingTitle } from '../../../contract/meetingTitle.ts';
import { MeetingNote } from './MeetingNote.tsx';
import { useMeetingHost } from '../state/meetingHost.ts';
import type { Ending } from '../state/roomState.ts';

/** Joining again would lead nowhere: the meeting is over, or its host said no. */
const isFinal = (why: Ending): boolean =>
  (['ended', 'over', 'no-such-meeting', 'removed', 'turned-away'] as Ending[]).includes(why);

/** Replaces the meeting: why it is over for this person, and the way back if there is one. */
export function MeetingEnd({
  why,
  meeting,
  onAgain,
}: {
  why: Ending;
  meeting: Meeting;
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const { close } = useMeetingHost();
  const values = { title: meetingTitle(meeting, t), count: MOST_PARTICIPANTS };
  return (
    <MeetingNote
      title={t(`meeting.end.${why}`, values)}
      detail={t(`meeting.endDetail.${why}`, values)}
    >
      {!isFinal(why) && (
        <Button appearance="primary" onClick={onAgain}>
          {t(why === 'left' || why === 'elsewhere' ? 'meeting.joinAgain' : 'meeting.tryAgain')}
        </Button>
      )}
      {close && <Button onClick={close}>{t('meeting.close')}</Button>}
    </MeetingNote>
  );
}
