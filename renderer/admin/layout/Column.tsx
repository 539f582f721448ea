import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
});

/** The parts of a page, one below the other. */
export function Column({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  return <div className={styles.column}>{children}</div>;
}
