import { Button, Caption1, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingGuest } from '../../../contract/meetings.ts';
import { visuallyHidden } from '../../ui/visuallyHidden.ts';
import { useValue } from '../../ui/useValue.ts';
import type { Hosting } from '../state/hosting.ts';
import { useFocusOnLeaving } from './useFocusOnLeaving.ts';

const useStyles = makeStyles({
  visuallyHidden,
  root: {
    // Its pane scrolls rather than squeeze it.
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    outlineStyle: 'none',
  },
  heading: { margin: 0 },
  detail: { color: tokens.colorNeutralForeground2 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
  },
  guest: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  name: {
    flexGrow: 1,
    minWidth: '120px',
    overflowWrap: 'anywhere',
    // If space is narrow, both buttons go below it.
    '@media (max-width: 480px)': { flexBasis: '100%' },
  },
});

interface Props {
  readonly hosting: Hosting;
  /** Whether there is no place for another. */
  readonly isFull: boolean;
}

function Guest({ guest: { id, name }, hosting, isFull }: Props & { guest: WaitingGuest }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const item = useRef<HTMLLIElement>(null);
  useFocusOnLeaving(item);
  return (
    <li ref={item} className={styles.guest}>
      <Text weight="semibold" className={styles.name}>
        <bdi>{name}</bdi>
      </Text>
      <Button
        appearance="primary"
        disabledFocusable={isFull}
        aria-label={t('meeting.host.admitName', { name })}
        onClick={() => {
          hosting.admit(id);
        }}
      >
        {t('meeting.host.admit')}
      </Button>
      <Button
        aria-label={t('meeting.host.turnAwayName', { name })}
        onClick={() => {
          hosting.remove(id);
        }}
      >
        {t('meeting.host.turnAway')}
      </Button>
    </li>
  );
}

function Waiting({ hosting, isFull }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const waiting = useValue(hosting.waiting);
  const heading = useId();
  const root = useRef<HTMLElement>(null);
  useFocusOnLeaving(root);
  return (
    <section ref={root} tabIndex={-1} className={styles.root} aria-labelledby={heading}>
      <Subtitle2 as="h2" id={heading} className={styles.heading}>
        {t('meeting.host.waiting', { count: waiting.length })}
      </Subtitle2>
      <Caption1 className={styles.detail}>
        {t(isFull ? 'meeting.host.waitingFull' : 'meeting.host.waitingDetail')}
      </Caption1>
      <ul className={styles.list}>
        {waiting.map((guest) => (
          <Guest key={guest.id} {...{ guest, hosting, isFull }} />
        ))}
      </ul>
    </section>
  );
}

/** To the host: who waits to be let in, and what to do about it; empty while nobody waits. */
export function WaitingList(props: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const count = useValue(props.hosting.waiting).length;
  return (
    <>
      {/* Read aloud when somebody comes, wherever the host is just now. */}
      <span role="status" className={styles.visuallyHidden}>
        {count > 0 && t('meeting.host.waiting', { count })}
      </span>
      {count > 0 && <Waiting {...props} />}
    </>
  );
}
