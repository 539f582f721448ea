import { Button, Dialog } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitation.ts';
import { meetingTitle } from '../../../contract/meetingTitle.ts';
import { QuestionSurface } from '../../ui/QuestionSurface.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { useProblemTexts } from './InvitationProblem.tsx';
import { useMeetingHost } from '../state/meetingHost.ts';

interface Told {
  readonly other: Invitation;
  /** Leaves the meeting for the other one. */
  readonly join: () => void;
}

/** What is said about the other meeting, and whether it can be joined. */
function useOtherTexts({ other }: Told): { title: string; detail: string; isOpen: boolean } {
  const { t } = useTranslation();
  const textsOf = useProblemTexts();
  if (other.state === 'unasked') {
    const { pool } = other;
    const title = t('meeting.other.unasked', { pool });
    return { title, detail: t('meeting.ask.detail', { pool }), isOpen: true };
  }
  if (other.state !== 'found') return { ...textsOf(other), isOpen: false };
  const { host, state } = other.meeting;
  const title = meetingTitle(other.meeting, t);
  return state === 'over'
    ? {
        title: t('meeting.end.over'),
        detail: t('meeting.endDetail.over', { title }),
        isOpen: false,
      }
    : {
        title: t('meeting.other.title'),
        detail: t('meeting.other.detail', { title, ...host }),
        isOpen: true,
      };
}

function Question({ told, onClose }: { told: Told; onClose: () => void }) {
  const { t } = useTranslation();
  useFocusReturn();
  const { title, detail, isOpen } = useOtherTexts(told);
  return (
    <QuestionSurface title={title} detail={detail}>
      {/* First, since it gets the focus: who is just writing must not leave by the Enter key. */}
      <Button appearance="primary" onClick={onClose}>
        {t(isOpen ? 'meeting.other.stay' : 'meeting.close')}
      </Button>
      {isOpen && (
        <Button
          onClick={() => {
            onClose();
            told.join();
          }}
        >
          {t('meeting.other.join')}
        </Button>
      )}
    </QuestionSurface>
  );
}

/** Asks before a link, opened while the person is in a meeting, takes them out of it. */
export function OtherMeeting() {
  const place = useMeetingHost();
  const [told, setTold] = useState<Told>();
  useEffect(
    () =>
      place.onOther((other, join) => {
        setTold({ other, join });
      }),
    [place],
  );
  const close = (): void => {
    setTold(undefined);
  };
  return (
    <Dialog open={told !== undefined} modalType="alert" onOpenChange={close}>
      {told ? <Question told={told} onClose={close} /> : <></>}
    </Dialog>
  );
}
