import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitation.ts';
import { MeetingNote } from './MeetingNote.tsx';
import { useMeetingHost } from '../state/meetingHost.ts';

export type Problem = Exclude<Invitation, { state: 'found' | 'unasked' }>;

/** Why there is no meeting, as a title and as a sentence. */
export function useProblemTexts(): (problem: Problem) => { title: string; detail: string } {
  const { t } = useTranslation();
  return (problem) => ({
    title: t(`meeting.problem.${problem.state}`),
    detail:
      problem.state === 'malformed'
        ? `${t(`meeting.link.${problem.problem}`)} ${t('meeting.link.askAnew')}`
        : t(`meeting.problem.${problem.state}Detail`, { pool: problem.pool }),
  });
}

/** Why there is no meeting to join, and what can be done about it. */
export function InvitationProblem({
  invitation,
  onAgain,
}: {
  invitation: Problem;
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const { close } = useMeetingHost();
  const { state } = invitation;
  const textsOf = useProblemTexts();
  const canHelp = state === 'unreachable' || state === 'notFound';
  return (
    <MeetingNote {...textsOf(invitation)}>
      {canHelp && (
        <Button appearance="primary" onClick={onAgain}>
          {t('meeting.tryAgain')}
        </Button>
      )}
      {close && <Button onClick={close}>{t('meeting.close')}</Button>}
    </MeetingNote>
  );
}
