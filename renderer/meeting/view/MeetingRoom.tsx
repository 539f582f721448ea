import { makeStyles, mergeClasses, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitation.ts';
import { meetingTitle } from '../../../contract/meetingTitle.ts';
import { useMediaQuery } from '../../ui/useMediaQuery.ts';
import { useValue } from '../../ui/useValue.ts';
import { JoinUrl } from './JoinUrl.tsx';
import { MeetingChat } from './MeetingChat.tsx';
import { MeetingControls } from './MeetingControls.tsx';
import { isFullBesideHost } from '../state/hosting.ts';
import { RoomLost } from './RoomLost.tsx';
import { RosterList } from './RosterList.tsx';
import type { MeetingSession } from '../state/meetingSession.ts';
import { NoSoundBar } from './NoSoundBar.tsx';
import { useFocusOnArrival } from './useFocusOnArrival.ts';
import { WaitingList } from './WaitingList.tsx';

const narrow = '@media (max-width: 640px)';

const useStyles = makeStyles({
  header: {
    flexShrink: 0,
    paddingBlock: tokens.spacingVerticalM,
    paddingInline: tokens.spacingHorizontalXXL,
    [narrow]: { paddingInline: tokens.spacingHorizontalL },
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  // It is focused to be read aloud, and can't be pressed.
  title: { margin: 0, overflowWrap: 'anywhere', outlineStyle: 'none' },
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
    outlineStyle: 'none',
    minWidth: 0,
    overflowY: 'auto',
    padding: tokens.spacingHorizontalXXL,
    [narrow]: { padding: tokens.spacingHorizontalL },
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
  readonly session: MeetingSession;
  readonly invitation: Extract<Invitation, { state: 'found' }>;
}

/** In the meeting: who is here, who speaks, the chat, and below them the controls. */
export function MeetingRoom({ session, invitation }: Props) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusOnArrival(heading);
  const { t } = useTranslation();
  const state = useValue(session.state);
  const { participants } = useValue(session.roster);
  const isNarrow = useMediaQuery('(max-width: 640px)');
  const [showsChat, setShowsChat] = useState(false);
  const isRelayed = [...useValue(session.audioStates).values()].some((one) => one.isRelayed);
  const isAlone = participants.length === 1;
  return (
    <>
      <header className={styles.header}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          <Subtitle2 block>
            <bdi>{meetingTitle(invitation.meeting, t)}</bdi>
          </Subtitle2>
        </h1>
        <Text className={styles.detail} role="status">
          {state.name === 'joining'
            ? t('meeting.lobby.joining')
            : t('meeting.room.count', { count: participants.length })}
          {isRelayed && ` · ${t('meeting.room.relayed')}`}
        </Text>
      </header>
      <RoomLost session={session} />
      <div className={mergeClasses(styles.panes, isNarrow && styles.onePane)}>
        {!(isNarrow && showsChat) && (
          <section tabIndex={-1} className={styles.people} aria-label={t('meeting.room.people')}>
            <NoSoundBar session={session} />
            <WaitingList hosting={session} isFull={isFullBesideHost(participants)} />
            <RosterList session={session} />
            {isAlone && <Text>{t('meeting.room.waiting')}</Text>}
            <JoinUrl url={invitation.joinUrl} />
          </section>
        )}
        {(!isNarrow || showsChat) && (
          <section
            className={mergeClasses(styles.chat, isNarrow && styles.onlyChat)}
            aria-label={t('meeting.chat.title')}
          >
            <MeetingChat session={session} />
          </section>
        )}
      </div>
      <MeetingControls
        session={session}
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
