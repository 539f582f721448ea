import { makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallView } from '../../../contract/calls.ts';
import { durationOf, endKeyOf } from './callTexts.ts';

const useStyles = makeStyles({ time: { fontVariantNumeric: 'tabular-nums' } });

/** Seconds since then, counted while it is shown. */
function useSecondsSince(time: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 250);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return Math.max(0, Math.floor((now - time) / 1000));
}

function Duration({ since }: { since: number }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const seconds = useSecondsSince(since);
  return (
    // A screen reader would read each second of it.
    <span className={styles.time} role="timer" aria-live="off" aria-label={t('calls.duration')}>
      {durationOf(seconds)}
    </span>
  );
}

type Shown = Pick<
  CallView,
  | 'direction'
  | 'phase'
  | 'isHeld'
  | 'isHeldByPeer'
  | 'isRelayed'
  | 'connectedAt'
  | 'outcome'
  | 'code'
>;

/** The state of a call, in words: both visible and for screen readers. */
export function CallState({ call, name }: { call: Shown; name: string }) {
  const { t } = useTranslation();
  const { phase, direction, isHeld, isHeldByPeer, isRelayed, connectedAt, code = '' } = call;
  if (phase === 'ended') {
    const key = endKeyOf(call);
    return <span role="alert">{key && t(`calls.ends.${key}`, { name, code })}</span>;
  }
  if (phase !== 'active' || connectedAt === null) {
    const key = phase === 'ringing' && direction === 'Incoming' ? 'incoming' : phase;
    return <span role="status">{t(`calls.phase.${key === 'active' ? 'connecting' : key}`)}</span>;
  }
  return (
    <>
      <span role="status">
        {isHeld && t('calls.held')}
        {!isHeld && isHeldByPeer && t('calls.heldByPeer', { name })}
        {!isHeld && !isHeldByPeer && t('calls.phase.active')}
        {isRelayed && ` · ${t('calls.relayed')}`}
      </span>
      {' · '}
      <Duration since={connectedAt} />
    </>
  );
}
