import {
  Body1,
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useValue } from '../../ui/useValue.ts';
import { liveLevel } from '../state/liveLevel.ts';
import type { MicrophoneState } from '../state/microphoneCheck.ts';
import { useMeetingHost } from '../state/meetingHost.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  heading: { margin: 0 },
  detail: { color: tokens.colorNeutralForeground2 },
});

/** The microphone's level, as a bar. */
function Level({ stream }: { stream: MediaStream }) {
  const { t } = useTranslation();
  const level = useValue(useMemo(() => liveLevel(stream), [stream]));
  return <ProgressBar thickness="large" value={level} aria-label={t('meeting.microphone.level')} />;
}

/** Whether the microphone can be used; if not, what is wrong, and what to do. */
export function MicrophoneStatus({
  state,
  onAgain,
}: {
  state: MicrophoneState;
  onAgain: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { where } = useMeetingHost();
  const heading = useId();
  return (
    <section className={styles.root} aria-labelledby={heading}>
      <Subtitle2 as="h2" id={heading} className={styles.heading}>
        {t('meeting.microphone.title')}
      </Subtitle2>
      {state.name === 'closed' ? (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>
            <MessageBarTitle>{t(`meeting.microphone.${state.problem}`)}</MessageBarTitle>{' '}
            {state.problem === 'refused'
              ? t(
                  where === 'app'
                    ? 'meeting.microphone.allowApp'
                    : 'meeting.microphone.allowBrowser',
                )
              : t('meeting.microphone.plugIn')}{' '}
            {t('meeting.microphone.silent')}
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={onAgain}>{t('meeting.tryAgain')}</Button>
          </MessageBarActions>
        </MessageBar>
      ) : (
        <Body1 className={styles.detail}>
          {t(state.name === 'asking' ? 'meeting.microphone.asking' : 'meeting.microphone.works')}
        </Body1>
      )}
      {state.name === 'open' && <Level stream={state.stream} />}
    </section>
  );
}
