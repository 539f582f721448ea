import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useValue } from '../useValue.ts';
import { entryOf } from './entries.ts';
import { unseen } from '../unseen.ts';
import { useTalk } from './useTalk.ts';

const useStyles = makeStyles({ unseen });

/** Tells screen readers of the latest message that came, wherever the person is in the window. */
export function Announcer() {
  const styles = useStyles();
  const { t } = useTranslation();
  const talk = useTalk();
  const message = useValue(talk.arrived);
  const roster = useValue(talk.roster);
  return (
    <div className={styles.unseen} role="log" aria-live="polite">
      {message && (
        <span key={message.place}>
          {t('conversations.arrived', {
            name: entryOf(roster, message.peer).name,
            text: message.call ? t('calls.kept.missed') : message.text,
          })}
        </span>
      )}
    </div>
  );
}
