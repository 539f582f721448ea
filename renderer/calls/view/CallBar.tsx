import { Button, Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { entryOf } from '../../conversations/state/entries.ts';
import { useChatClient } from '../../conversations/view/useChatClient.ts';
import { useValue } from '../../ui/useValue.ts';
import { ownLine } from '../../ui/ownLine.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { CallButtons } from './CallButtons.tsx';
import { CallState } from './CallState.tsx';
import type { ShownCall } from '../state/currentCall.ts';
import { callCommandRunner } from '../state/runCallCommand.ts';
import { CALL_MARK, useCallFocus } from './useCallFocus.ts';

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    backgroundColor: tokens.colorBrandBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 480px)': { paddingInline: tokens.spacingHorizontalM },
  },
  who: { flex: '1 1 160px', minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { margin: 0, ...ownLine },
  state: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', columnGap: tokens.spacingHorizontalS },
});

function ShownBar({ call }: { call: ShownCall }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, roster, connection } = useChatClient();
  const known = useValue(roster);
  const isConnected = useValue(connection).name === 'signedIn';
  const bar = useRef<HTMLElement>(null);
  const { peer, direction, phase } = call;
  useCallFocus(bar, direction === 'Incoming' && phase !== 'ended');
  const { name } = entryOf(known, peer, t);
  return (
    <section ref={bar} className={styles.bar} aria-label={t('calls.with', { name })} {...CALL_MARK}>
      <PersonAvatar name={name} peer={peer} size={36} />
      <div className={styles.who}>
        <Subtitle2 as="h2" dir="auto" className={styles.name}>
          {name}
        </Subtitle2>
        <Caption1 className={styles.state}>
          <CallState call={call} name={name} />
        </Caption1>
      </div>
      {phase === 'ended' ? (
        <div className={styles.actions}>
          <Button
            disabledFocusable={!isConnected}
            onClick={() => {
              void calls.call(peer);
            }}
          >
            {t('calls.again')}
          </Button>
          <Button appearance="subtle" onClick={calls.dismiss}>
            {t('calls.close')}
          </Button>
        </div>
      ) : (
        <CallButtons call={call} onCommand={callCommandRunner(calls)} />
      )}
    </section>
  );
}

/** The call that is dialled, under way, or over with something to report; above all conversations. */
export function CallBar() {
  const call = useValue(useChatClient().calls.current);
  if (!call || (call.phase === 'ringing' && call.direction === 'Incoming')) return null;
  return <ShownBar key={call.id} call={call} />;
}
