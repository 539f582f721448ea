import { makeStyles, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useValue } from '../../ui/useValue.ts';
import type { AudioState } from '../state/mesh.ts';
import type { MeetingSession } from '../state/meetingSession.ts';

const useStyles = makeStyles({
  // Its pane scrolls rather than squeeze it.
  bar: { flexShrink: 0 },
});

/** Under `meeting.room.unheardWhy` in the texts. */
const whys = {
  'relay refused': 'relayRefused',
  'relay unreachable': 'relayUnreachable',
  'relay none': 'relayNone',
  'relay forbidden': 'relayForbidden',
} as const satisfies Readonly<Record<NonNullable<AudioState['trouble']>, string>>;

/** What to do if no sound can flow between oneself and some of the others. */
export function NoSoundBar({ session }: { session: MeetingSession }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { participants } = useValue(session.roster);
  const audioStates = useValue(session.audioStates);
  const unheard = participants.flatMap(({ id, isConnected }) => {
    const audioState = audioStates.get(id);
    return isConnected && audioState?.state === 'failed' ? [audioState] : [];
  });
  if (unheard.length === 0) return null;
  const trouble = unheard.find((one) => one.trouble !== undefined)?.trouble;
  const why = t(`meeting.room.unheardWhy.${trouble === undefined ? 'noWay' : whys[trouble]}`);
  return (
    <MessageBar className={styles.bar} intent="warning" layout="multiline" role="alert">
      <MessageBarBody>{t('meeting.room.unheardDetail', { why })}</MessageBarBody>
    </MessageBar>
  );
}
