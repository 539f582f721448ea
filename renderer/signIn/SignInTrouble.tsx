import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useChatClient } from '../conversations/view/useChatClient.ts';
import { useSecondsUntil } from '../ui/useSecondsUntil.ts';
import { useValue } from '../ui/useValue.ts';
import { failureText } from './failureText.ts';

const useStyles = makeStyles({
  body: { overflowWrap: 'anywhere', paddingBlock: tokens.spacingVerticalXS },
  next: { display: 'block', color: tokens.colorNeutralForeground2 },
});

/** Why signing in failed, and when Candor tries again if it does so by itself. */
export function SignInTrouble({ poolUrl }: { poolUrl: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const chatClient = useChatClient();
  const connection = useValue(chatClient.connection);
  const nextAt = connection.name === 'reconnecting' ? connection.nextAt : null;
  const seconds = useSecondsUntil(nextAt);
  const failure =
    connection.name === 'signedOut' || connection.name === 'reconnecting'
      ? connection.failure
      : null;
  if (failure === null) return null;
  return (
    <MessageBar intent={connection.name === 'signedOut' ? 'error' : 'warning'}>
      <MessageBarBody className={styles.body}>
        <span role="alert">{failureText(t, failure, poolUrl)}</span>
        {nextAt !== null && <span className={styles.next}>{t('signIn.nextTry', { seconds })}</span>}
      </MessageBarBody>
      {nextAt !== null && (
        <MessageBarActions>
          <Button size="small" onClick={chatClient.connectNow}>
            {t('signIn.tryNow')}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
