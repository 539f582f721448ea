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
import { useSecondsUntil } from './useSecondsUntil.ts';

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

interface Props {
  readonly title: string;
  readonly detail: string;
  /**
   * Whether the detail takes lines of its own: the bar measures itself when its width changes, not when its text does.
   */
  readonly isLong?: boolean;
  /** When the next attempt begins, in milliseconds since 1970; null during an attempt. */
  readonly nextAt: number | null;
  readonly onConnect: () => void;
}

/** Says that a connection is lost and when the next attempt is, and lets the person start it now. */
export function LostBar({ title, detail, isLong = false, nextAt, onConnect }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const seconds = useSecondsUntil(nextAt);
  return (
    <MessageBar intent="warning" layout={isLong ? 'multiline' : 'auto'} className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <span role="status">
          <MessageBarTitle>{title}</MessageBarTitle>
          {detail}
        </span>{' '}
        {/* A screen reader would read out every second. */}
        <span className={styles.next} aria-hidden>
          {nextAt === null
            ? t('conversations.connection.trying')
            : t('conversations.connection.nextTry', { seconds })}
        </span>
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" disabledFocusable={nextAt === null} onClick={onConnect}>
          {t('conversations.connection.connectNow')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
