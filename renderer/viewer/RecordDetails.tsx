import { Caption1, makeStyles, Subtitle1, Subtitle2, tokens } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Receipt } from '../../contract/envelope.ts';
import { useView } from '../app/useView.ts';
import { Kept } from '../ui/Kept.tsx';
import { ReportNumber } from '../ui/ReportNumber.tsx';
import { RecordText } from '../ui/RecordText.tsx';
import { Checks } from './Checks.tsx';
import { EmptyPage } from './EmptyPage.tsx';
import { FieldTable } from './FieldTable.tsx';
import { History } from './History.tsx';
import { StaleBar } from './StaleBar.tsx';
import { useRecord } from './useRecord.ts';
import { recordNameText } from './fieldValue.ts';

const useStyles = makeStyles({
  page: {
    padding: tokens.spacingHorizontalL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXL,
  },
  heading: { margin: 0 },
  id: { display: 'block', color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  part: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  code: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
});

function Part({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.part}>
      <Subtitle2 as="h3" id={id} className={styles.heading}>
        {title}
      </Subtitle2>
      {children}
    </section>
  );
}

function Quoted({ label, text }: { label: string; text: string }) {
  const styles = useStyles();
  return (
    <div>
      <Caption1>{label}</Caption1>
      <code className={styles.code}>{text}</code>
    </div>
  );
}

function ReceiptPart({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation();
  return (
    <Part title={t('viewer.record.receipt')}>
      <Quoted label={t('viewer.record.receivedAt')} text={receipt.receivedAt} />
      <Quoted label={t('viewer.record.signature')} text={receipt.signature} />
    </Part>
  );
}

/** One record: its content, its exact bytes, what was checked about them, and what has happened to them. */
export function RecordDetails({ id }: { id: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { serviceUrl } = useView();
  const fields = useId();
  const { value: shown, problem, renew } = useRecord(id);
  if (shown === undefined)
    return problem === null ? (
      <EmptyPage title={t('viewer.record.loading')} />
    ) : (
      <EmptyPage
        title={t('viewer.record.loadFailed', { problem })}
        action={t('viewer.retry')}
        onAction={renew}
      />
    );
  if (shown === null) return <EmptyPage title={t('viewer.records.gone')} />;
  const { record, text, digest } = shown;
  const bytes = t(record.state === 'sent' ? 'viewer.record.bytesSent' : 'viewer.record.bytes');
  return (
    <article className={styles.page} aria-label={t('viewer.records.open', { id })}>
      {problem !== null && <StaleBar problem={problem} onRetry={renew} />}
      <div>
        <Subtitle1 as="h2" className={styles.heading}>
          {t(`category.${record.category}.name`)} · {recordNameText(t, record.name)}
        </Subtitle1>
        {record.category === 'error' ? (
          <ReportNumber id={id} />
        ) : (
          <Caption1 className={styles.id}>{id}</Caption1>
        )}
      </div>
      <Part title={t('viewer.record.fields')} id={fields}>
        <FieldTable category={record.category} text={text} labelledBy={fields} />
      </Part>
      <Part title={bytes}>
        <RecordText label={bytes} line={text} />
        <Quoted label={t('viewer.record.digest')} text={digest} />
      </Part>
      <Part title={t('viewer.record.checks')}>
        <Checks shown={shown} />
      </Part>
      <Part title={t('viewer.record.history')}>
        <History record={record} />
        {serviceUrl !== null && <Kept category={record.category} />}
      </Part>
      {record.receipt && <ReceiptPart receipt={record.receipt} />}
    </article>
  );
}
