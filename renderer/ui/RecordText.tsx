import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  text: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    maxHeight: '180px',
    // In a low window the page scrolls, so that the record doesn't vanish.
    flexShrink: 0,
    overflow: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** The exact text of a record, which can also be read and scrolled by keyboard. */
export function RecordText({ label, line }: { label: string; line: string }) {
  const styles = useStyles();
  return (
    <pre className={styles.text} role="region" aria-label={label} tabIndex={0}>
      {line}
    </pre>
  );
}
