import { Button, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import {
  CallEndRegular,
  CallRegular,
  MicOffRegular,
  MicRegular,
  PauseRegular,
  PlayRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { CallCommand, CallView } from '../../../contract/calls.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexShrink: 0, columnGap: tokens.spacingHorizontalS },
  end: {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorStatusDangerBackground3,
    ':hover': {
      color: tokens.colorNeutralForegroundOnBrand,
      backgroundColor: tokens.colorStatusDangerBackground3Hover,
    },
    ':hover:active': {
      color: tokens.colorNeutralForegroundOnBrand,
      backgroundColor: tokens.colorStatusDangerBackground3Pressed,
    },
  },
});

interface Props {
  readonly call: Pick<CallView, 'direction' | 'phase' | 'isMuted' | 'isHeld'>;
  readonly onCommand: (command: CallCommand) => void;
}

/** The buttons for a call in its current state. */
export function CallButtons({ call, onCommand }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { phase, direction, isMuted, isHeld } = call;
  const does = (command: CallCommand) => () => {
    onCommand(command);
  };
  if (phase === 'ended') return null;
  if (phase === 'ringing' && direction === 'Incoming')
    return (
      <div className={styles.row}>
        <Button appearance="primary" icon={<CallRegular />} onClick={does('answer')}>
          {t('calls.answer')}
        </Button>
        <Button className={styles.end} icon={<CallEndRegular />} onClick={does('decline')}>
          {t('calls.decline')}
        </Button>
      </div>
    );
  return (
    <div className={styles.row}>
      <Tooltip content={t(isMuted ? 'calls.unmute' : 'calls.mute')} relationship="label">
        <Button
          icon={isMuted ? <MicOffRegular /> : <MicRegular />}
          onClick={does(isMuted ? 'unmute' : 'mute')}
        />
      </Tooltip>
      {phase === 'active' && (
        <Tooltip content={t(isHeld ? 'calls.resume' : 'calls.hold')} relationship="label">
          <Button
            icon={isHeld ? <PlayRegular /> : <PauseRegular />}
            onClick={does(isHeld ? 'resume' : 'hold')}
          />
        </Tooltip>
      )}
      <Tooltip content={t('calls.hangUp')} relationship="label">
        <Button className={styles.end} icon={<CallEndRegular />} onClick={does('hangUp')} />
      </Tooltip>
    </div>
  );
}
