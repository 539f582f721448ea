import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
    gap: tokens.spacingHorizontalL,
    '@media print': { display: 'block', '& > *': { marginBottom: tokens.spacingVerticalL } },
  },
});

/** A page's figures, in one column or two. */
export function Figures({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  return <div className={styles.figures}>{children}</div>;
}
