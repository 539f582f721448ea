import {
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  surface: { maxWidth: '440px' },
  content: { overflowWrap: 'anywhere' },
});

interface Props {
  readonly title: string;
  readonly detail: ReactNode;
  /** The buttons; the first gets the focus. */
  readonly children: ReactNode;
}

/** The content of a dialog that asks before something is done. */
export function QuestionSurface({ title, detail, children }: Props) {
  const styles = useStyles();
  return (
    <DialogSurface className={styles.surface}>
      <DialogBody>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent className={styles.content}>{detail}</DialogContent>
        <DialogActions fluid>{children}</DialogActions>
      </DialogBody>
    </DialogSurface>
  );
}
