import {
  Body1,
  Dialog,
  DialogSurface,
  makeStyles,
  Subtitle1,
  tokens,
} from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { entryOf } from '../../conversations/state/entries.ts';
import { useChatClient } from '../../conversations/view/useChatClient.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { useValue } from '../../ui/useValue.ts';
import { CallButtons } from './CallButtons.tsx';
import type { ShownCall } from '../state/currentCall.ts';
import { callCommandRunner } from '../state/runCallCommand.ts';

const useStyles = makeStyles({
  surface: {
    width: '400px',
    maxWidth: 'calc(100vw - 16px)',
    padding: tokens.spacingHorizontalXL,
  },
  content: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalM}`,
  },
  who: {
    flex: '1 1 100%',
    minWidth: 0,
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    outline: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' },
  },
  words: { minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { margin: 0, overflowWrap: 'anywhere' },
  detail: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

function Caller({ call }: { call: ShownCall }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, roster } = useChatClient();
  const { name, address, isStranger, last } = entryOf(useValue(roster), call.peer, t);
  const [title, detail] = [useId(), useId()];
  return (
    <Dialog open modalType="alert">
      <DialogSurface className={styles.surface} aria-labelledby={title} aria-describedby={detail}>
        <div className={styles.content}>
          {/* The focus comes here first, not to a button: whoever is typing must not answer or decline by it. */}
          <div className={styles.who} tabIndex={0}>
            <PersonAvatar name={name} peer={call.peer} size={48} />
            <div className={styles.words}>
              <Subtitle1 as="h2" id={title} className={styles.name}>
                {t('calls.incoming', { name })}
              </Subtitle1>
              <Body1 id={detail} className={styles.detail}>
                {isStranger && last === null && t('conversations.stranger')}{' '}
                {name !== address && <bdi>{address}</bdi>}
              </Body1>
            </div>
          </div>
          <CallButtons call={call} onCommand={callCommandRunner(calls)} />
        </div>
      </DialogSurface>
    </Dialog>
  );
}

/** An incoming call: answer or decline, whatever the person is doing. */
export function IncomingCall() {
  const call = useValue(useChatClient().calls.current);
  if (call?.phase !== 'ringing' || call.direction !== 'Incoming') return null;
  return <Caller key={call.id} call={call} />;
}
