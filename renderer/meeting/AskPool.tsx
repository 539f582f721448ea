import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { MeetingNote } from './MeetingNote.tsx';
import { usePlace } from './place.ts';

/** Names the host that a link leads to, of which nobody here has asked anything yet. @param pool its host, in full. */
export function AskPool({ pool }: { pool: string }) {
  const { t } = useTranslation();
  const { askPool, close } = usePlace();
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
