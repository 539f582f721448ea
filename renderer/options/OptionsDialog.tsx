import { Dialog, DialogSurface, makeStyles } from '@fluentui/react-components';
import { useState, type KeyboardEvent } from 'react';
import type { OptionsPage } from '../../contract/options.ts';
import { OptionsForm } from './OptionsForm.tsx';

const useStyles = makeStyles({
  surface: {
    width: '936px',
    maxWidth: 'calc(100vw - 24px)',
    // The same on every page, whatever is on it.
    height: '656px',
    maxHeight: 'calc(100dvh - 24px)',
    padding: 0,
    overflow: 'hidden',
    display: 'flex',
    '@media (max-width: 640px), (max-height: 480px)': {
      width: '100%',
      maxWidth: '100%',
      height: '100dvh',
      maxHeight: '100dvh',
      borderRadius: 0,
      border: 'none',
    },
    // Fluent's own padding for very low windows, in which it scrolls the whole surface.
    '@media (max-height: 359px)': { padding: 0, overflow: 'hidden' },
  },
});

/** Buttons and an open list handle Enter themselves; anywhere else it means OK, as in any dialog. */
function isEnterForOk({ key, target, nativeEvent }: KeyboardEvent): boolean {
  if (key !== 'Enter' || nativeEvent.isComposing || !(target instanceof Element)) return false;
  if (target.matches('[role=combobox]')) return target.ariaExpanded !== 'true';
  return !target.matches('button:not([role=tab]), a[href]');
}

interface Props {
  readonly isOpen: boolean;
  /** How often it was opened: each time, it starts with what is saved. */
  readonly times: number;
  /** Where it opens. */
  readonly page: OptionsPage;
  readonly onClose: () => void;
}

export function OptionsDialog({ isOpen, times, page, onClose }: Props) {
  const styles = useStyles();
  const [isSaving, setSaving] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(_, { type }) => {
        if (type === 'escapeKeyDown' && !isSaving) onClose();
      }}
    >
      <DialogSurface
        className={styles.surface}
        backdrop={{
          // The focus must not leave the dialog, or its keys would do nothing.
          onMouseDown: (event) => {
            event.preventDefault();
          },
        }}
        onKeyDownCapture={(event) => {
          if (!isEnterForOk(event)) return;
          event.preventDefault();
          event.stopPropagation();
          event.currentTarget.querySelector('form')?.requestSubmit();
        }}
      >
        <OptionsForm
          key={times}
          firstPage={page}
          isSaving={isSaving}
          onSaving={setSaving}
          onClose={onClose}
        />
      </DialogSurface>
    </Dialog>
  );
}
