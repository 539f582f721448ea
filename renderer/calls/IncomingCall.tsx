import { Avatar, Body1, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { entryOf } from '../conversations/entries.ts';
import { useTalk } from '../conversations/useTalk.ts';
import { useValue } from '../useValue.ts';
import { CallButtons } from './CallButtons.tsx';
import { commander } from './commander.ts';
import type { ShownCall } from './callInHand.ts';

const useStyles = makeStyles({
  card: {
    position: 'fixed',
    zIndex: 10,
    top: '64px',
    insetInline: 0,
    marginInline: 'auto',
    boxSizing: 'border-box',
    width: '380px',
    maxWidth: 'calc(100vw - 16px)',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalM}`,
    padding: tokens.spacingHorizontalXL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow64,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  who: { flex: '1 1 200px', minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { margin: 0, overflowWrap: 'anywhere' },
  detail: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

function Card({ call }: { call: ShownCall }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, roster } = useTalk();
  const { name } = entryOf(useValue(roster), call.peer);
  const [title, detail] = [useId(), useId()];
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The card, not a button of it: whoever is typing must not answer or decline by it.
    const before = document.activeElement;
    card.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <div
      ref={card}
      className={styles.card}
      role="alertdialog"
      aria-labelledby={title}
      aria-describedby={detail}
      tabIndex={-1}
    >
      <Avatar name={name} size={48} color="colorful" idForColor={call.peer} aria-hidden />
      <div className={styles.who}>
        <Subtitle1 as="h2" id={title} className={styles.name}>
          {t('calls.incoming', { name })}
        </Subtitle1>
        <Body1 id={detail} className={styles.detail}>
          {name === call.peer ? t('calls.incomingUnknown') : call.peer}
        </Body1>
      </div>
      <CallButtons call={call} onCommand={commander(calls)} />
    </div>
  );
}

/** Somebody calls: answer or decline, whatever the person is doing. */
export function IncomingCall() {
  const call = useValue(useTalk().calls.current);
  if (call?.phase !== 'ringing' || call.direction !== 'Incoming') return null;
  return <Card key={call.id} call={call} />;
}
