import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { MeetingNote } from './MeetingNote.tsx';
import { useMeetingHost } from '../state/meetingHost.ts';

/**
 * Names the host that a link leads to, which has not been contacted yet.
 * @param pool its host, in full.
 */
export function AskPool({ pool }: { pool: string }) {
  const { t } = useTranslation();
  const { askPool, close } = useMeetingHost();
  return (
    <MeetingNote
      title={t('meeting.ask.title', { pool })}
      detail={t('meeting.ask.detail', { pool })}
    >
      {askPool && (
        <Button appearance="primary" onClick={() => void askPool()}>
          {t('meeting.ask.go')}
        </Button>
      )}
      {close && <Button onClick={close}>{t('meeting.close')}</Button>}
    </MeetingNote>
  );
}
