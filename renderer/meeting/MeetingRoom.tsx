import { makeStyles, mergeClasses, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../contract/invitation.ts';
import { useMediaQuery } from '../useMediaQuery.ts';
import { useValue } from '../useValue.ts';
import { JoinUrl } from './JoinUrl.tsx';
import { MeetingChat } from './MeetingChat.tsx';
import { MeetingControls } from './MeetingControls.tsx';
import { RoomLost } from './RoomLost.tsx';
import { RosterList } from './RosterList.tsx';
import type { Stay } from './stay.ts';

const useStyles = makeStyles({
  header: {
    flexShrink: 0,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { margin: 0, overflowWrap: 'anywhere' },
  detail: { color: tokens.colorNeutralForeground2 },
  panes: {
    flexGrow: 1,
    minHeight: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(240px, 320px)',
    gridTemplateRows: 'minmax(0, 1fr)',
  },
  onePane: { gridTemplateColumns: 'minmax(0, 1fr)' },
  people: {
    minWidth: 0,
    overflowY: 'auto',
    padding: tokens.spacingHorizontalXL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
  },
  chat: {
    minWidth: 0,
    minHeight: 0,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  onlyChat: { borderLeft: 'none' },
});

interface Props {
  readonly stay: Stay;
  readonly invitation: Extract<Invitation, { state: 'found' }>;
}

/** In the meeting: who is here, who speaks, the chat, and below them what one can do. */
export function MeetingRoom({ stay, invitation }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const state = useValue(stay.state);
  const { participants } = useValue(stay.roster);
  const isNarrow = useMediaQuery('(max-width: 640px)');
  const [showsChat, setShowsChat] = useState(false);
  const isAlone = participants.length === 1;
  return (
    <>
      <header className={styles.header}>
        <Subtitle2 as="h1" block className={styles.title}>
          {invitation.meeting.title}
        </Subtitle2>
        <Text className={styles.detail} role="status">
          {state.name === 'joining'
            ? t('meeting.lobby.joining')
            : t('meeting.room.count', { count: participants.length })}
        </Text>
      </header>
      <RoomLost stay={stay} />
      <div className={mergeClasses(styles.panes, isNarrow && styles.onePane)}>
        {!(isNarrow && showsChat) && (
          <section className={styles.people} aria-label={t('meeting.room.people')}>
            <RosterList stay={stay} />
            {isAlone && <Text>{t('meeting.room.waiting')}</Text>}
            <JoinUrl url={invitation.joinUrl} />
          </section>
        )}
        {(!isNarrow || showsChat) && (
          <section
            className={mergeClasses(styles.chat, isNarrow && styles.onlyChat)}
            aria-label={t('meeting.chat.title')}
          >
            <MeetingChat stay={stay} />
          </section>
        )}
      </div>
      <MeetingControls
        stay={stay}
        chat={
          isNarrow
            ? {
                isShown: showsChat,
                toggle: () => {
                  setShowsChat((shown) => !shown);
                },
              }
            : null
        }
      />
    </>
  );
}
