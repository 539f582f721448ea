import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  surface: { maxWidth: '440px' },
  fields: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalS,
  },
});

interface Props {
  readonly title: string;
  /** The buttons' labels. */
  readonly submit: string;
  readonly cancel: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** The fields, and the text about them. */
  readonly children: ReactNode;
}

/** A dialog that asks for a few texts; the fields themselves say what is wrong with them. */
export function FormDialog({ title, submit, cancel, onSubmit, onClose, children }: Props) {
  const styles = useStyles();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className={styles.surface} aria-describedby={undefined}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.fields}>{children}</DialogContent>
            <DialogActions fluid>
              <Button appearance="primary" type="submit">
                {submit}
              </Button>
              <Button onClick={onClose}>{cancel}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
