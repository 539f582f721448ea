import { makeStyles, MessageBar, MessageBarBody, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ChainCheck } from '../../../contract/chainCheck.ts';

const useStyles = makeStyles({
  message: { flexShrink: 0 },
  code: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface Props {
  readonly check: ChainCheck;
  /** The hash that was looked for; empty if none was. */
  readonly noted: string;
}

/** Whether a hash-chained log is intact and holds what was noted down, and the hash to note down now. */
export function CheckResult({ check, noted }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { broken, hasNoted, entries: count, head } = check;
  const isWhole = !broken && hasNoted;
  const said = broken
    ? [t(`insights.accessLog.broken.${broken.problem}`, { seq: String(broken.seq) })]
    : [
        count === 0
          ? t('insights.accessLog.holdsNothing')
          : t('insights.accessLog.holds', { count }),
        ...(noted === '' ? [] : [t(`insights.accessLog.${hasNoted ? 'hasNoted' : 'lacksNoted'}`)]),
      ];
  return (
    <>
      <MessageBar
        intent={isWhole ? 'success' : 'error'}
        layout="multiline"
        role="status"
        className={styles.message}
      >
        <MessageBarBody>{said.join(' ')}</MessageBarBody>
      </MessageBar>
      {head !== null && !broken && (
        <div>
          <Text block weight="semibold">
            {t('insights.accessLog.last')}
          </Text>
          <code className={styles.code}>{head}</code>
          <Text block size={200} className={styles.quiet}>
            {t('insights.accessLog.lastExplain')}
          </Text>
        </div>
      )}
    </>
  );
}
