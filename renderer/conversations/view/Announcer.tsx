import { useTranslation } from 'react-i18next';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { useValue } from '../../ui/useValue.ts';
import { entryOf } from '../state/entries.ts';
import { useChatClient } from './useChatClient.ts';

/** Announces the latest incoming message to screen readers. */
export function Announcer() {
  const { t } = useTranslation();
  const chatClient = useChatClient();
  const message = useValue(chatClient.arrived);
  const roster = useValue(chatClient.roster);
  return (
    <LiveRegion role="log">
      {message && (
        <span key={message.place}>
          {t('conversations.arrived', {
            name: entryOf(roster, message.peer, t).name,
            text: message.call ? t('calls.kept.missed') : message.text,
          })}
        </span>
      )}
    </LiveRegion>
  );
}
