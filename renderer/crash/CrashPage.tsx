import {
  Body1,
  Button,
  Caption1,
  Checkbox,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CrashQuestion } from '../../contract/ipc.ts';
import { RecordText } from '../ui/RecordText.tsx';
import { SmallWindow } from '../app/SmallWindow.tsx';
import { useCandor, useView } from '../app/useView.ts';
import { formatSize } from '../ui/formatSize.ts';
import { crashedProcess } from './crashWords.ts';

const useStyles = makeStyles({
  heading: { margin: `${tokens.spacingVerticalS} 0 0` },
  secondary: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  always: {
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})`,
    marginInlineEnd: 'auto',
  },
});

/** Says what crashed and asks about its memory dump; nothing is preselected. */
export function CrashPage() {
  const { crash } = useView();
  // Between an answer and the window's closing there is nothing to ask.
  return crash === null ? null : <Question key={crash.id} crash={crash} />;
}

function Question({ crash }: { crash: CrashQuestion }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const [always, setAlways] = useState(false);
  const [problem, setProblem] = useState<string>();
  const atStake = useId();

  const answer = async (send: boolean): Promise<void> => {
    const answered = await main.answerCrash({ id: crash.id, send, always });
    if (!answered.ok) setProblem(answered.problem);
  };

  return (
    <SmallWindow
      title={t('crash.title')}
      heading={t('crash.heading')}
      warning={<span id={atStake}>{t('crash.atStake')}</span>}
      actions={
        <>
          <Checkbox
            className={styles.always}
            label={t('crash.always')}
            checked={always}
            onChange={(_, { checked }) => {
              setAlways(checked === true);
            }}
          />
          <Button aria-describedby={atStake} onClick={() => void answer(true)}>
            {t('crash.send')}
          </Button>
          <Button onClick={() => void answer(false)}>{t('crash.dontSend')}</Button>
        </>
      }
    >
      <Body1>{t(`crash.what.${crashedProcess(crash.line)}`)}</Body1>
      <AboutDump size={crash.dumpSize} />
      {problem !== undefined && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{t('crash.failed', { problem })}</MessageBarBody>
        </MessageBar>
      )}
      <Subtitle2 as="h2" className={styles.heading}>
        {t('crash.showReport')}
      </Subtitle2>
      <Body1 className={styles.secondary}>{t('crash.reported')}</Body1>
      <RecordText label={t('crash.showReport')} line={crash.line} />
    </SmallWindow>
  );
}

function AboutDump({ size }: { size: number }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language, serviceUrl } = useView();
  return (
    <>
      <Subtitle2 as="h2" className={styles.heading}>
        {t('crash.dumpHeading')}
      </Subtitle2>
      <Body1>{t('crash.dump', { size: formatSize(size, language) })}</Body1>
      <Body1 className={styles.secondary}>
        {serviceUrl === null
          ? t('crash.noDestination')
          : t('crash.destination', { url: serviceUrl })}{' '}
        {t('crash.refused')}
      </Body1>
      <Caption1 className={styles.secondary}>{t('crash.alwaysDetail')}</Caption1>
    </>
  );
}
