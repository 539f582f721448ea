import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { visuallyHidden } from './visuallyHidden.ts';

// At the end of the body, it would make the page scroll by one pixel.
const useStyles = makeStyles({ visuallyHidden: { ...visuallyHidden, top: 0, left: 0 } });

/**
 * Placed below the body and marked like this, it is the one thing that Fluent's dialogs don't hide from screen readers.
 */
const neverHidden = { 'data-tabster-never-hide': '' };

interface Props {
  readonly role: 'status' | 'log';
  readonly children: ReactNode;
}

/** Tells screen readers only, whenever it changes, wherever the person is. */
export function LiveRegion({ role, children }: Props) {
  const styles = useStyles();
  return createPortal(
    <div className={styles.visuallyHidden} role={role} aria-live="polite" {...neverHidden}>
      {children}
    </div>,
    document.body,
  );
}
