import { useTranslation } from 'react-i18next';
import { LostBar } from '../LostBar.tsx';
import { failureText } from '../signIn/failureText.ts';
import { useValue } from '../useValue.ts';
import { useTalk } from './useTalk.ts';

/** Says that the connection is lost, what is wrong if more than the network, and when it is tried again. */
export function ConnectionLost() {
  const { t } = useTranslation();
  const talk = useTalk();
  const connection = useValue(talk.connection);
  const start = useValue(talk.start);
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
      onConnect={talk.connectNow}
    />
  );
}
