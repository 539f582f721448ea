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
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemLimit, type ProblemPreview } from '../../contract/ipc.ts';
import { ReportNumber } from '../ui/ReportNumber.tsx';
import { RecordText } from '../ui/RecordText.tsx';
import { SmallWindow } from '../app/SmallWindow.tsx';
import { useCandor, useView } from '../app/useView.ts';
import { usePreview } from './usePreview.ts';

const useStyles = makeStyles({
  heading: { margin: `${tokens.spacingVerticalS} 0 0` },
  secondary: { color: tokens.colorNeutralForeground2 },
  text: { minHeight: '120px' },
});

/** Help > Report a problem: what the person writes, and exactly what would be sent of it. */
export function ProblemPage() {
  const [sent, setSent] = useState<string>();
  return sent === undefined ? <Writing onSent={setSent} /> : <Sent id={sent} />;
}

function Sent({ id }: { id: string }) {
  const { t } = useTranslation();
  const { main } = useCandor();
  const { serviceUrl } = useView();
  return (
    <SmallWindow
      title={t('problemReport.title')}
      heading={t('problemReport.title')}
      actions={
        <Button appearance="primary" onClick={() => void main.closeWindow('problem')}>
          {t('problemReport.close')}
        </Button>
      }
    >
      <MessageBar intent="success" layout="multiline" role="status">
        <MessageBarBody>
          {t(serviceUrl === null ? 'problemReport.waits' : 'problemReport.sent')}
        </MessageBarBody>
      </MessageBar>
      <ReportNumber id={id} />
      <Body1>{t('problemReport.number')}</Body1>
    </SmallWindow>
  );
}

function Writing({ onSent }: { onSent: (id: string) => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const isAllowed = useView().decisions.error.allowed;
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const { preview, renew } = usePreview(text, isAllowed);

  const send = async (shown: ProblemPreview): Promise<void> => {
    const answer = await main.sendProblem(shown.id);
    if (answer.ok && answer.value) {
      onSent(shown.id);
      return;
    }
    setProblem(
      answer.ok
        ? t('problemReport.changed')
        : t('problemReport.failed', { problem: answer.problem }),
    );
    renew();
  };

  return (
    <SmallWindow
      title={t('problemReport.title')}
      heading={t('problemReport.title')}
      actions={
        <>
          <Button
            appearance="primary"
            disabledFocusable={!preview}
            onClick={() => {
              if (preview) void send(preview);
            }}
          >
            {t('problemReport.send')}
          </Button>
          <Button onClick={() => void main.closeWindow('problem')}>
            {t('problemReport.cancel')}
          </Button>
        </>
      }
    >
      {!isAllowed && <Refusal />}
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
      {isAllowed && <Attached preview={preview} />}
      {problem !== undefined && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
    </SmallWindow>
  );
}

function Attached({ preview }: { preview: ProblemPreview | undefined }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <>
      <Subtitle2 as="h2" className={styles.heading}>
        {t('problemReport.attached')}
      </Subtitle2>
      <Body1 className={styles.secondary}>
        {t(preview ? 'problemReport.attachedDetail' : 'problemReport.nothingYet')}
      </Body1>
      {preview && <RecordText label={t('problemReport.attached')} line={preview.line} />}
    </>
  );
}

/** Why nothing can be sent, and how the person can change that, if they can. */
function Refusal() {
  const { t } = useTranslation();
  const { main } = useCandor();
  const isLocked = useView().locks.errorReports !== null;
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
