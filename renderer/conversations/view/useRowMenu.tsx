import { useState } from 'react';
import type { PersonDialog } from './PersonDialogs.tsx';
import { RowMenu, type RowMenuPlace } from './RowMenu.tsx';

/**
 * The one menu that any row of a list opens.
 * @returns it, and what opens it.
 */
export function useRowMenu(onAsk: (dialog: PersonDialog) => void) {
  const [place, setPlace] = useState<RowMenuPlace>();
  const close = (): void => {
    setPlace(undefined);
  };
  const menu = place && <RowMenu place={place} onAsk={onAsk} onClose={close} />;
  return { menu, openMenu: setPlace };
}
