import {
  Body1,
  Button,
  Field,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Subtitle2,
  Textarea,
  Title3,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemLimit } from '../../contract/ipc.ts';
import { RecordText } from '../RecordText.tsx';
import { useCandor, useView } from '../useView.ts';
import { usePreview } from './usePreview.ts';

const useStyles = makeStyles({
  window: {
    minHeight: '100vh',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalL },
  },
  heading: { margin: 0 },
  secondary: { color: tokens.colorNeutralForeground2 },
  text: { minHeight: '120px' },
  actions: {
    display: 'flex',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalS,
    marginTop: 'auto',
    paddingTop: tokens.spacingVerticalM,
  },
});

type Outcome = { readonly kind: 'sent' } | { readonly kind: 'failed'; readonly text: string };

/** Help > Report a problem: what the person writes, and exactly what would be sent of it. */
export function ProblemPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const { decisions, locks, serviceUrl } = useView();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const isAllowed = decisions.error.allowed;
  const { preview, renew } = usePreview(text, isAllowed);
  const close = () => void main.closeWindow('problem');

  const send = async (): Promise<void> => {
    if (!preview) return;
    const answer = await main.sendProblem(preview.id);
    if (answer.ok && answer.value) {
      setOutcome({ kind: 'sent' });
      return;
    }
    setOutcome({
      kind: 'failed',
      text: answer.ok
        ? t('problemReport.changed')
        : t('problemReport.failed', { problem: answer.problem }),
    });
    renew();
  };

  if (outcome?.kind === 'sent')
    return (
      <main className={styles.window}>
        <title>{t('problemReport.title')}</title>
        <Title3 as="h1" className={styles.heading}>
          {t('problemReport.title')}
        </Title3>
        <MessageBar intent="success" layout="multiline" role="status">
          <MessageBarBody>
            {t(serviceUrl === null ? 'problemReport.waits' : 'problemReport.sent')}
          </MessageBarBody>
        </MessageBar>
        <div className={styles.actions}>
          <Button appearance="primary" onClick={close}>
            {t('problemReport.close')}
          </Button>
        </div>
      </main>
    );

  return (
    <main className={styles.window}>
      <title>{t('problemReport.title')}</title>
      <Title3 as="h1" className={styles.heading}>
        {t('problemReport.title')}
      </Title3>
      {!isAllowed && <Refusal isLocked={locks.errorReports !== null} />}
      <Body1 className={styles.secondary}>{t('problemReport.intro')}</Body1>
      <Field label={t('problemReport.text')}>
        <Textarea
          value={text}
          maxLength={problemLimit}
          resize="vertical"
          textarea={{ className: styles.text }}
          onChange={(_, { value }) => {
            setText(value);
          }}
        />
      </Field>
      {isAllowed && (
        <>
          <Subtitle2 as="h2" className={styles.heading}>
            {t('problemReport.attached')}
          </Subtitle2>
          <Body1 className={styles.secondary}>
            {t(preview ? 'problemReport.attachedDetail' : 'problemReport.nothingYet')}
          </Body1>
          {preview && <RecordText label={t('problemReport.attached')} line={preview.line} />}
        </>
      )}
      {outcome?.kind === 'failed' && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{outcome.text}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.actions}>
        <Button
          appearance="primary"
          disabledFocusable={!preview}
          onClick={() => {
            void send();
          }}
        >
          {t('problemReport.send')}
        </Button>
        <Button onClick={close}>{t('problemReport.cancel')}</Button>
      </div>
    </main>
  );
}

function Refusal({ isLocked }: { isLocked: boolean }) {
  const { t } = useTranslation();
  const { main } = useCandor();
  return (
    <MessageBar intent="warning" layout="multiline" role="status">
      <MessageBarBody>
        {t(isLocked ? 'problemReport.locked' : 'problemReport.refused')}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => void main.openOptions()}>{t('problemReport.openOptions')}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
