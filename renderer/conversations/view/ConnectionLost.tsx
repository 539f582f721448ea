import { useTranslation } from 'react-i18next';
import { LostBar } from '../../ui/LostBar.tsx';
import { failureText } from '../../signIn/failureText.ts';
import { useValue } from '../../ui/useValue.ts';
import { useChatClient } from './useChatClient.ts';

/** Says that the connection is lost, why if it is more than the network, and when it is tried again. */
export function ConnectionLost() {
  const { t } = useTranslation();
  const chatClient = useChatClient();
  const connection = useValue(chatClient.connection);
  const start = useValue(chatClient.start);
  if (connection.name !== 'reconnecting') return null;
  const { failure, nextAt } = connection;
  const cause =
    start === null || start.poolUrl === null || failure.kind === 'unreachable'
      ? null
      : failureText(t, failure, start.poolUrl);
  const detail = t('conversations.connection.lostDetail');
  return (
    <LostBar
      title={t('conversations.connection.lost')}
      detail={cause === null ? detail : `${cause} ${detail}`}
      isLong={cause !== null}
      nextAt={nextAt}
      onConnect={chatClient.connectNow}
    />
  );
}
