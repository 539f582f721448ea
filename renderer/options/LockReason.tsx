import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Lock } from '../../contract/lock.ts';
import { policyProblem } from '../../contract/policyProblem.ts';
import { useView } from '../app/useView.ts';

const useStyles = makeStyles({
  none: { position: 'absolute' },
  reason: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  icon: { fontSize: '16px', lineHeight: 0 },
});

interface Props {
  readonly id: string;
  readonly lock: Lock | null;
  readonly className?: string | undefined;
}

/** Who locked a control, by which key, where and since when; announced to screen readers when it happens. */
export function LockReason({ id, lock, className }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  if (lock === null) return <div role="status" className={styles.none} />;
  const { key, location, since, problem, organisation } = lock;
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const source = t(`decision.source.${lock.source}`);
  const decided =
    organisation === undefined
      ? t('options.locked.policy', { source, key, location })
      : t('options.locked.organisation', { organisation, key, location });
  return (
    <div role="status" className={mergeClasses(styles.reason, className)}>
      <LockClosedRegular className={styles.icon} aria-hidden />
      <Caption1 id={id}>
        {problem === undefined
          ? decided
          : t('options.locked.unreadable', {
              source,
              location,
              problem: policyProblem(t, problem),
            })}
        {since !== null && (
          <>
            {' '}
            <time dateTime={since}>
              {t('decision.since', {
                date: instant.format(new Date(since)),
              })}
              .
            </time>
          </>
        )}
      </Caption1>
    </div>
  );
}
