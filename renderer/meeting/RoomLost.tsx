import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useSecondsUntil } from '../useSecondsUntil.ts';
import { useValue } from '../useValue.ts';
import type { Stay } from './stay.ts';

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    borderRadius: 0,
    borderTopWidth: 0,
    borderRightWidth: 0,
    borderLeftWidth: 0,
  },
  body: { paddingBlock: tokens.spacingVerticalXS },
  next: { fontVariantNumeric: 'tabular-nums' },
});

/** Says that the connection to the room is lost, when it is tried again, and lets the person hurry it. */
export function RoomLost({ stay }: { stay: Stay }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const state = useValue(stay.state);
  const nextAt = state.name === 'reconnecting' ? state.nextAt : null;
  const seconds = useSecondsUntil(nextAt);
  if (state.name !== 'reconnecting') return null;
  return (
    <MessageBar intent="warning" className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <span role="status">
          <MessageBarTitle>{t('meeting.lost.title')}</MessageBarTitle>
          {t('meeting.lost.detail')}
        </span>{' '}
        {/* A screen reader would read each second of it. */}
        <span className={styles.next} aria-hidden>
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
