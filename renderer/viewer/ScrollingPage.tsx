import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  scroller: {
    height: '100%',
    overflowY: 'auto',
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  page: {
    boxSizing: 'border-box',
    maxWidth: '1040px',
    marginInline: 'auto',
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalL },
  },
});

/** A page of the viewer without anything to press, so that the keyboard scrolls the page itself. */
export function ScrollingPage({ label, children }: { label: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <div role="group" aria-label={label} className={styles.scroller} tabIndex={0}>
      <div className={styles.page}>{children}</div>
    </div>
  );
}
