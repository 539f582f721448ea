import { useEffect, useState } from 'react';

/**
 * When this goes away, returns the focus to what had it when this came: not everything that opens a dialog is a button.
 */
export function useFocusReturn(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // After React has removed the dialog, and before Fluent looks for a button to focus.
      queueMicrotask(() => {
        if (opener instanceof HTMLElement) opener.focus();
      });
    },
    [opener],
  );
}
