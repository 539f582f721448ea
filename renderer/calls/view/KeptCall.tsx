import { Button, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallInboundRegular, CallMissedRegular, CallOutboundRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { CallSummary } from '../../../contract/calls.ts';
import { clockTime } from '../../conversations/view/times.ts';
import { useChatClient } from '../../conversations/view/useChatClient.ts';
import { useView } from '../../app/useView.ts';
import { durationOf, keptKeyOf } from './callTexts.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    columnGap: tokens.spacingHorizontalS,
    paddingTop: tokens.spacingVerticalM,
    color: tokens.colorNeutralForeground2,
  },
  missed: { color: tokens.colorStatusDangerForeground1 },
  icon: { fontSize: '16px' },
  time: { color: tokens.colorNeutralForeground3 },
});

interface Props {
  readonly call: CallSummary;
  readonly peer: string;
  readonly at: string;
}

/** A call among the messages of its conversation. */
export function KeptCall({ call, peer, at }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const { calls } = useChatClient();
  const key = keptKeyOf(call);
  const isMissed = key === 'missed';
  const Icon = isMissed
    ? CallMissedRegular
    : call.direction === 'Incoming'
      ? CallInboundRegular
      : CallOutboundRegular;
  return (
    <div className={styles.line}>
      <Icon className={mergeClasses(styles.icon, isMissed && styles.missed)} aria-hidden />
      <Caption1 className={mergeClasses(isMissed && styles.missed)}>
        {t(`calls.kept.${key}`, { duration: durationOf(call.seconds) })}
      </Caption1>
      <Caption1 className={styles.time}>
        <time dateTime={at}>{clockTime(at, language)}</time>
      </Caption1>
      {isMissed && (
        <Button
          appearance="transparent"
          size="small"
          onClick={() => {
            void calls.call(peer);
          }}
        >
          {t('calls.callBack')}
        </Button>
      )}
    </div>
  );
}
