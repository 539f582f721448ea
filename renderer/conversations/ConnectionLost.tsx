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
import { failureText } from '../signIn/failureText.ts';
import { useSecondsUntil } from '../useSecondsUntil.ts';
import { useValue } from '../useValue.ts';
import { useTalk } from './useTalk.ts';

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

/** Says that the connection is lost, what is wrong if more than the network, and when it is tried again. */
export function ConnectionLost() {
  const styles = useStyles();
  const { t } = useTranslation();
  const talk = useTalk();
  const connection = useValue(talk.connection);
  const start = useValue(talk.start);
  const nextAt = connection.name === 'reconnecting' ? connection.nextAt : null;
  const seconds = useSecondsUntil(nextAt);
  if (connection.name !== 'reconnecting') return null;
  const { kind } = connection.failure;
  const cause =
    start === null || start.poolUrl === null || kind === 'unreachable'
      ? null
      : failureText(t, connection.failure, start.poolUrl);
  return (
    // The bar measures itself when its width changes, not when its text does.
    <MessageBar
      intent="warning"
      layout={cause === null ? 'auto' : 'multiline'}
      className={styles.bar}
    >
      <MessageBarBody className={styles.body}>
        <span role="status">
          <MessageBarTitle>{t('conversations.connection.lost')}</MessageBarTitle>
          {cause !== null && `${cause} `}
          {t('conversations.connection.lostDetail')}
        </span>{' '}
        {/* A screen reader would read each second of it. */}
        <span className={styles.next} aria-hidden>
          {nextAt === null
            ? t('conversations.connection.trying')
            : t('conversations.connection.nextTry', { seconds })}
        </span>
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" disabledFocusable={nextAt === null} onClick={talk.connectNow}>
          {t('conversations.connection.connectNow')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
