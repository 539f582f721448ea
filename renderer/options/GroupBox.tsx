import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  box: { minWidth: 0, margin: 0, padding: 0, border: 'none' },
  title: {
    ...typographyStyles.body1Strong,
    boxSizing: 'border-box',
    width: '100%',
    padding: 0,
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    '::after': {
      content: '""',
      flexGrow: 1,
      minWidth: tokens.spacingHorizontalL,
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  content: {
    display: 'flex',
    flexDirection: 'column',
    paddingTop: tokens.spacingVerticalXS,
    rowGap: tokens.spacingVerticalXXS,
    // As dense as desktop dialogs are, so that a whole page is visible.
    '& .fui-Checkbox__indicator': { marginBlock: tokens.spacingVerticalXS },
    '& .fui-Checkbox__label': { paddingBlock: tokens.spacingVerticalXXS },
  },
});

/** A titled, outlined group of controls. */
export function GroupBox({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <fieldset className={styles.box}>
      <legend className={styles.title}>{title}</legend>
      <div className={styles.content}>{children}</div>
    </fieldset>
  );
}
