import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useSecondsUntil } from '../useSecondsUntil.ts';
import { useValue } from '../useValue.ts';
import type { Stay } from './stay.ts';

/** Says that the connection to the room is lost, when it is tried again, and lets the person hurry it. */
export function RoomLost({ stay }: { stay: Stay }) {
  const { t } = useTranslation();
  const state = useValue(stay.state);
  const nextAt = state.name === 'reconnecting' ? state.nextAt : null;
  const seconds = useSecondsUntil(nextAt);
  if (state.name !== 'reconnecting') return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <span role="status">
          <MessageBarTitle>{t('meeting.lost.title')}</MessageBarTitle> {t('meeting.lost.detail')}
        </span>{' '}
        <span aria-hidden>
          {nextAt === null
            ? t('conversations.connection.trying')
            : t('conversations.connection.nextTry', { seconds })}
        </span>
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" disabledFocusable={nextAt === null} onClick={stay.connectNow}>
          {t('conversations.connection.connectNow')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
