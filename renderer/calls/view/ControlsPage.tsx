import {
  Button,
  Caption1,
  makeStyles,
  Subtitle2,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import { WindowArrowUpRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallView } from '../../../contract/calls.ts';
import type { Main } from '../../../contract/ipc.ts';
import { ownLine } from '../../ui/ownLine.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { CallButtons } from './CallButtons.tsx';
import { CallState } from './CallState.tsx';

const useStyles = makeStyles({
  window: {
    boxSizing: 'border-box',
    minHeight: '100dvh',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    alignContent: 'center',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  who: { flex: '1 1 140px', minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { margin: 0, ...ownLine },
  state: { color: tokens.colorNeutralForeground2 },
  actions: {
    display: 'flex',
    flexGrow: 1,
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalS,
  },
});

/** The current call, as the main process reports it. */
function useCall(main: Main): CallView | null {
  const [call, setCall] = useState<CallView | null>(null);
  useEffect(() => {
    let isOver = false;
    const stop = main.on('callChanged', (changed) => {
      isOver = true;
      setCall(changed);
    });
    void main.getCall().then((found) => {
      // A notice that came meanwhile is newer.
      if (!isOver) setCall(found);
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [main]);
  return call;
}

/**
 * The small window that stays in front while Candor is in the background: the other person, the duration, and the
 * buttons.
 */
export function ControlsPage({ main }: { main: Main }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const call = useCall(main);
  if (!call) return <main className={styles.window} aria-busy />;
  const { name, peer } = call;
  return (
    <main className={styles.window}>
      <title>{t('calls.controls')}</title>
      <PersonAvatar name={name} peer={peer} size={36} />
      <div className={styles.who}>
        <Subtitle2 as="h1" dir="auto" className={styles.name}>
          {name}
        </Subtitle2>
        <Caption1 className={styles.state}>
          <CallState call={call} name={name} />
        </Caption1>
      </div>
      <div className={styles.actions}>
        <CallButtons call={call} onCommand={(command) => void main.commandCall(command)} />
        <Tooltip content={t('calls.showCandor')} relationship="label">
          <Button
            appearance="subtle"
            icon={<WindowArrowUpRegular />}
            onClick={() => void main.showMain()}
          />
        </Tooltip>
      </div>
    </main>
  );
}
