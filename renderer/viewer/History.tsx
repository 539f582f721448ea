import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { serviceProblemText } from '../../contract/serviceProblem.ts';
import type { RecordDetail } from '../../contract/viewer.ts';
import { useView } from '../app/useView.ts';

const useStyles = makeStyles({
  list: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
  },
  time: { color: tokens.colorNeutralForeground3 },
});

/** What has happened to a record since it was made. */
export function History({ record }: { record: RecordDetail }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const { at, queuedAt, tries, triedAt, problem, settledAt, state, reason, dumpLater } = record;
  const steps: (readonly [string, number | null])[] = [
    [t('viewer.record.madeAt'), at],
    [t('viewer.record.queuedAt'), queuedAt],
  ];
  if (tries > 0) steps.push([t('viewer.record.triedAt', { count: tries }), triedAt]);
  if (problem !== null)
    steps.push([t('viewer.record.problem', { problem: serviceProblemText(t, problem) }), null]);
  if (state === 'sent') steps.push([t('viewer.record.sentAt'), settledAt]);
  if (state === 'rejected')
    steps.push([
      t('viewer.record.rejectedAt', { reason: serviceProblemText(t, reason ?? '') }),
      settledAt,
    ]);
  if (dumpLater !== null) steps.push([t('viewer.record.dumpLater'), dumpLater]);
  return (
    <ol className={styles.list} aria-label={t('viewer.record.history')}>
      {steps.map(([text, time]) => (
        <li key={text}>
          {text}
          {time !== null && (
            <span className={styles.time}>
              {' · '}
              <time dateTime={new Date(time).toISOString()}>{instant.format(time)}</time>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
