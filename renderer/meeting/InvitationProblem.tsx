import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../contract/invitation.ts';
import { MeetingNote } from './MeetingNote.tsx';
import { usePlace } from './place.ts';

type Problem = Exclude<Invitation, { state: 'found' }>;

/** Why there is no meeting to join, and what can be done about it. */
export function InvitationProblem({
  invitation,
  onAgain,
}: {
  invitation: Problem;
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const { close } = usePlace();
  const { state } = invitation;
  const pool = state === 'malformed' ? '' : invitation.pool;
  const detail =
    state === 'malformed'
      ? `${t(`meeting.link.${invitation.problem}`)} ${t('meeting.link.askAnew')}`
      : t(`meeting.problem.${state}Detail`, { pool });
  const canHelp = state === 'unreachable' || state === 'notFound';
  return (
    <MeetingNote title={t(`meeting.problem.${state}`)} detail={detail}>
      {canHelp && (
        <Button appearance="primary" onClick={onAgain}>
          {t('meeting.tryAgain')}
        </Button>
      )}
      {close && <Button onClick={close}>{t('meeting.close')}</Button>}
    </MeetingNote>
  );
}
