import { Button, Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { entryOf } from '../../conversations/state/entries.ts';
import { useChatClient } from '../../conversations/view/useChatClient.ts';
import { useValue } from '../../ui/useValue.ts';
import { ownLine } from '../../ui/ownLine.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { CallButtons } from './CallButtons.tsx';
import { CallState } from './CallState.tsx';
import { callCommandRunner } from '../state/runCallCommand.ts';

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

/** The call that is dialled, under way, or over with something to say about it; above all conversations. */
export function CallBar() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, roster, connection } = useChatClient();
  const call = useValue(calls.current);
  const known = useValue(roster);
  const isConnected = useValue(connection).name === 'signedIn';
  if (!call || (call.phase === 'ringing' && call.direction === 'Incoming')) return null;
  const { peer } = call;
  const { name } = entryOf(known, peer, t);
  return (
    <section className={styles.bar} aria-label={t('calls.with', { name })}>
      <PersonAvatar name={name} peer={peer} size={36} />
      <div className={styles.who}>
        <Subtitle2 as="h2" dir="auto" className={styles.name}>
          {name}
        </Subtitle2>
        <Caption1 className={styles.state}>
          <CallState call={call} name={name} />
        </Caption1>
      </div>
      {call.phase === 'ended' ? (
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
