import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useValue } from '../useValue.ts';
import { entryOf } from './entries.ts';
import { useTalk } from './useTalk.ts';

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/** Tells screen readers of the latest message that came, wherever the person is in the window. */
export function Announcer() {
  const styles = useStyles();
  const { t } = useTranslation();
  const talk = useTalk();
  const message = useValue(talk.arrived);
  const roster = useValue(talk.roster);
  return (
    <div className={styles.hidden} role="log" aria-live="polite">
      {message && (
        <span key={message.place}>
          {t('conversations.arrived', {
            name: entryOf(roster, message.peer).name,
            text: message.text,
          })}
        </span>
      )}
    </div>
  );
}
