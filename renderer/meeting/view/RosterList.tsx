import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import { MicOffRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../../contract/meetings.ts';
import { createLevelMeter } from '../../media/levelMeter.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { visuallyHidden } from '../../ui/visuallyHidden.ts';
import { useValue } from '../../ui/useValue.ts';
import { RemovePerson } from './HostQuestions.tsx';
import type { AudioState } from '../state/mesh.ts';
import type { MeetingSession } from '../state/meetingSession.ts';
import { useFocusOnLeaving } from './useFocusOnLeaving.ts';

/** The level from which somebody counts as speaking, and the longest pause within speech, in milliseconds. */
const AUDIBLE = 0.3;
const LONGEST_PAUSE_MS = 1200;

const useStyles = makeStyles({
  visuallyHidden,
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  person: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    minWidth: 0,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  who: {
    minWidth: 0,
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
  },
  name: { overflowWrap: 'anywhere' },
  marks: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    // As high as one mark, so that nothing moves when somebody begins to speak.
    minHeight: tokens.lineHeightBase300,
  },
  muted: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
});

/** Whether the person themselves speaks, by the microphone. */
function useSpeaks({ stream, isMuted }: MeetingSession): boolean {
  const muted = useValue(isMuted);
  const [speaks, setSpeaks] = useState(false);
  useEffect(() => {
    if (!stream || muted) return undefined;
    const meter = createLevelMeter(stream);
    let heardAt = -Infinity;
    const stop = meter.subscribe(() => {
      const now = performance.now();
      if (meter.get() > AUDIBLE) heardAt = now;
      setSpeaks(now - heardAt < LONGEST_PAUSE_MS);
    });
    return () => {
      stop();
      meter.stop();
      setSpeaks(false);
    };
  }, [stream, muted]);
  return speaks;
}

interface PersonProps {
  readonly participant: Participant;
  readonly isSelf: boolean;
  readonly speaks: boolean;
  readonly hearing: AudioState | undefined;
  /** Removes them; undefined if that is not allowed. */
  readonly onRemove: (() => void) | undefined;
}

/** The state of the connection to somebody, if it is not simply established. */
function useConnectionText({ participant, isSelf, hearing }: PersonProps): string | undefined {
  const { t } = useTranslation();
  if (!participant.isConnected) return t('meeting.room.away');
  if (isSelf || hearing?.state === 'connected') return undefined;
  return t(hearing?.state === 'failed' ? 'meeting.room.unheard' : 'meeting.room.connecting');
}

function Person(props: PersonProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { participant, isSelf, speaks, onRemove } = props;
  const { name, guest, host, muted, colour } = participant;
  const connection = useConnectionText(props);
  const item = useRef<HTMLLIElement>(null);
  useFocusOnLeaving(item);
  return (
    <li ref={item} className={styles.person}>
      <PersonAvatar
        name={name}
        colour={colour}
        size={40}
        active={speaks ? 'active' : 'unset'}
        activeAppearance="ring"
      />
      <span className={styles.who}>
        <Text weight="semibold" className={styles.name}>
          {isSelf ? t('meeting.room.you', { name }) : <bdi>{name}</bdi>}
        </Text>
        <span className={styles.marks}>
          {host && <Badge appearance="tint">{t('meeting.room.host')}</Badge>}
          {guest && (
            <Badge appearance="tint" color="informative">
              {t('meeting.room.guest')}
            </Badge>
          )}
          {connection !== undefined && (
            <Badge appearance="tint" color="warning">
              {connection}
            </Badge>
          )}
          {speaks && (
            <Badge appearance="tint" color="success">
              {t('meeting.room.speaking')}
            </Badge>
          )}
        </span>
      </span>
      {muted && (
        <span className={styles.muted}>
          <MicOffRegular fontSize={20} aria-hidden />
          <span className={styles.visuallyHidden}>{t('meeting.room.muted')}</span>
        </span>
      )}
      {onRemove && <RemovePerson name={name} onRemove={onRemove} />}
    </li>
  );
}

/** Everyone in the meeting, in the order in which they joined. */
export function RosterList({ session }: { session: MeetingSession }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { self, participants } = useValue(session.roster);
  const audioStates = useValue(session.audioStates);
  const isSpeaking = useSpeaks(session);
  const isHost = participants.some(({ id, host }) => id === self && host);
  return (
    <ul className={styles.list} aria-label={t('meeting.room.people')}>
      {participants.map((participant) => {
        const { id, muted, host } = participant;
        const hearing = audioStates.get(id);
        const speaks = id === self ? isSpeaking : (hearing?.speaks ?? false);
        return (
          <Person
            key={id}
            participant={participant}
            isSelf={id === self}
            speaks={speaks && !muted}
            hearing={hearing}
            onRemove={
              isHost && !host
                ? () => {
                    session.remove(id);
                  }
                : undefined
            }
          />
        );
      })}
    </ul>
  );
}
