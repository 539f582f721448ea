import { useTranslation } from 'react-i18next';
import { Spoken } from '../Spoken.tsx';
import { useValue } from '../useValue.ts';
import { entryOf } from './entries.ts';
import { useTalk } from './useTalk.ts';

/** Tells screen readers of the latest message that came. */
export function Announcer() {
  const { t } = useTranslation();
  const talk = useTalk();
  const message = useValue(talk.arrived);
  const roster = useValue(talk.roster);
  return (
    <Spoken role="log">
      {message && (
        <span key={message.place}>
          {t('conversations.arrived', {
            name: entryOf(roster, message.peer, t).name,
            text: message.call ? t('calls.kept.missed') : message.text,
          })}
        </span>
      )}
    </Spoken>
  );
}
