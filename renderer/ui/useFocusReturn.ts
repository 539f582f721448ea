import { useEffect, useState } from 'react';

/** Gives the focus back, once this is gone, to what had it when this came: not all that opens a dialog is a button. */
export function useFocusReturn(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // After React has taken the dialog away, and before Fluent looks for a button to focus.
      queueMicrotask(() => {
        if (opener instanceof HTMLElement) opener.focus();
      });
    },
    [opener],
  );
}
