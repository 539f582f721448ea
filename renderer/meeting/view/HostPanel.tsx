import { Body1, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../../contract/meetings.ts';
import { useValue } from '../../ui/useValue.ts';
import { EndForAll, RemovePerson } from './HostQuestions.tsx';
import { isFullBesideHost } from '../state/hosting.ts';
import { createOversight, type Oversight } from '../state/oversight.ts';
import { useMeetingHost } from '../state/meetingHost.ts';
import { useFocusOnLeaving } from './useFocusOnLeaving.ts';
import { WaitingList } from './WaitingList.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    outlineStyle: 'none',
  },
  heading: { margin: 0 },
  detail: { color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  person: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  end: { alignSelf: 'start' },
});

function Person({ person, onRemove }: { person: Participant; onRemove: () => void }) {
  const styles = useStyles();
  const { name, host } = person;
  const item = useRef<HTMLLIElement>(null);
  useFocusOnLeaving(item);
  return (
    <li ref={item} className={styles.person}>
      <Text className={styles.name}>
        <bdi>{name}</bdi>
      </Text>
      {!host && <RemovePerson name={name} onRemove={onRemove} />}
    </li>
  );
}

function Shown({ oversight }: { oversight: Oversight }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const people = useValue(oversight.people);
  const heading = useId();
  if (!people) return null;
  return (
    <section className={styles.root} tabIndex={-1} aria-labelledby={heading}>
      <Subtitle2 as="h2" id={heading} className={styles.heading}>
        {t('meeting.host.title')}
      </Subtitle2>
      <Body1 className={styles.detail} role="status">
        {people.length === 0
          ? t('meeting.host.nobody')
          : t('meeting.room.count', { count: people.length })}
      </Body1>
      <ul className={styles.list} aria-label={t('meeting.room.people')}>
        {people.map((person) => (
          <Person
            key={person.id}
            person={person}
            onRemove={() => {
              oversight.remove(person.id);
            }}
          />
        ))}
      </ul>
      <WaitingList hosting={oversight} isFull={isFullBesideHost(people)} />
      <span className={styles.end}>
        <EndForAll onEnd={oversight.end} />
      </span>
    </section>
  );
}

/** What the host sees and can do before they join, and without joining; empty for anybody else. */
export function HostPanel({ roomUrl, onEnded }: { roomUrl: string; onEnded: () => void }) {
  const place = useMeetingHost();
  const [oversight, setOversight] = useState<Oversight>();
  const ended = useRef(onEnded);
  useEffect(() => {
    ended.current = onEnded;
  });
  useEffect(() => {
    const mine = createOversight({ url: roomUrl, ticket: place.ticket }, () => {
      ended.current();
    });
    setOversight(mine);
    return mine.stop;
  }, [roomUrl, place]);
  return oversight ? <Shown oversight={oversight} /> : null;
}
