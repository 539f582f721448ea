import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitation.ts';
import { meetingTitle } from '../../../contract/meetingTitle.ts';
import { isolate } from '../../../contract/text/isolate.ts';
import { useValue } from '../../ui/useValue.ts';
import { AskPool } from './AskPool.tsx';
import { InvitationProblem } from './InvitationProblem.tsx';
import { Lobby } from './Lobby.tsx';
import { MeetingRoom } from './MeetingRoom.tsx';
import { OtherMeeting } from './OtherMeeting.tsx';
import { MeetingEnd } from './MeetingEnd.tsx';
import { createMeetingSession, type MeetingSession } from '../state/meetingSession.ts';
import { useMeetingHost } from '../state/meetingHost.ts';
import { Waiting } from './WaitingRoom.tsx';

const useStyles = makeStyles({
  page: {
    height: '100dvh',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  wait: { flexGrow: 1, display: 'flex', alignItems: 'center', justifyContent: 'center' },
});

type Found = Extract<Invitation, { state: 'found' }>;

/** The current invitation, the count of link openings, and what requests it anew. */
function useInvitation(): {
  readonly invitation: Invitation | undefined;
  readonly opening: number;
  readonly ask: () => void;
} {
  const place = useMeetingHost();
  const [shown, setShown] = useState<{ invitation?: Invitation; opening: number }>({ opening: 0 });
  const [asked, setAsked] = useState({ times: 0, opening: 0 });
  const ask = (opened: 0 | 1) => {
    setAsked(({ times, opening }) => ({ times: times + 1, opening: opening + opened }));
  };
  useEffect(
    () =>
      place.onInvitation((why) => {
        ask(why === 'opened' ? 1 : 0);
      }),
    [place],
  );
  useEffect(() => {
    let isCurrent = true;
    void place.invitation().then((invitation) => {
      if (isCurrent) setShown({ invitation, opening: asked.opening });
    });
    return () => {
      isCurrent = false;
    };
  }, [place, asked]);
  return {
    invitation: shown.invitation,
    opening: shown.opening,
    ask: () => {
      ask(0);
    },
  };
}

function Meeting({ invitation, onAgain }: { invitation: Found; onAgain: () => void }) {
  const place = useMeetingHost();
  const [session, setSession] = useState<MeetingSession>();
  const [name, setName] = useState(invitation.account ?? '');
  const [hasEnded, setEnded] = useState(false);
  useEffect(() => {
    if (!session) return undefined;
    const leave = () => {
      session.dispose();
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [session]);

  if (hasEnded) return <MeetingEnd why="ended" meeting={invitation.meeting} onAgain={onAgain} />;
  if (!session && invitation.meeting.state === 'over')
    return <TooLate invitation={invitation} onAgain={onAgain} />;
  if (!session)
    return (
      <Lobby
        invitation={invitation}
        name={name}
        onName={setName}
        onEnded={() => {
          setEnded(true);
        }}
        onJoin={(stream) => {
          const { roomUrl, account } = invitation;
          setSession(
            createMeetingSession({ place, roomUrl, name: account ?? name.trim(), stream }),
          );
        }}
      />
    );
  return (
    <SessionPage
      session={session}
      invitation={invitation}
      onAgain={() => {
        setSession(undefined);
        onAgain();
      }}
    />
  );
}

/** Someone who follows a link to a meeting that is over has tried to join it. */
function TooLate({ invitation, onAgain }: { invitation: Found; onAgain: () => void }) {
  const place = useMeetingHost();
  useEffect(() => {
    place.tell({ event: 'attempted' });
    place.tell({ event: 'failed', code: 'over' });
  }, [place]);
  return <MeetingEnd why="over" meeting={invitation.meeting} onAgain={onAgain} />;
}

function SessionPage({
  session,
  invitation,
  onAgain,
}: {
  session: MeetingSession;
  invitation: Found;
  onAgain: () => void;
}) {
  const state = useValue(session.state);
  if (state.name === 'over')
    return <MeetingEnd why={state.why} meeting={invitation.meeting} onAgain={onAgain} />;
  if (state.name === 'waiting') return <Waiting session={session} meeting={invitation.meeting} />;
  return <MeetingRoom session={session} invitation={invitation} />;
}

/** A meeting from its invitation to its end, in a window of the client or in a browser. */
export function MeetingPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { invitation, opening, ask } = useInvitation();
  return (
    <main className={styles.page}>
      <title>
        {invitation?.state === 'found'
          ? isolate(meetingTitle(invitation.meeting, t))
          : t('meeting.title')}
      </title>
      {!invitation && (
        <div className={styles.wait}>
          <Spinner label={t('meeting.loading')} />
        </div>
      )}
      {invitation?.state === 'unasked' && <AskPool pool={invitation.pool} />}
      {invitation && invitation.state !== 'found' && invitation.state !== 'unasked' && (
        <InvitationProblem invitation={invitation} onAgain={ask} />
      )}
      {invitation?.state === 'found' && (
        // Opening the link again starts over, whatever the window said last.
        <Meeting key={`${opening} ${invitation.joinUrl}`} invitation={invitation} onAgain={ask} />
      )}
      {/* Always there: with the last dialog of a page Fluent forgets what it hid behind an open one. */}
      <OtherMeeting />
    </main>
  );
}
