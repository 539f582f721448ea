import { useCallback, useEffect, useState } from 'react';
import type { OptionsPage } from '../../contract/options.ts';
import { useCandor } from '../app/useView.ts';

const isMac = navigator.userAgent.includes('Macintosh');

/** As `aria-keyshortcuts` writes it. */
export const optionsShortcut = isMac ? 'Meta+,' : 'Control+,';

const asksForOptions = (event: KeyboardEvent): boolean =>
  event.key === ',' && (isMac ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey;

/** Whether Options is open: the gear, Ctrl+, and the menu open it. */
export function useOptionsOpen() {
  const { main } = useCandor();
  const [isOpen, setOpen] = useState(false);
  const [times, setTimes] = useState(0);

  const [page, setPage] = useState<OptionsPage>('general');

  const openAt = useCallback(
    (wanted: OptionsPage) => {
      if (isOpen) return;
      setPage(wanted);
      setOpen(true);
      setTimes((before) => before + 1);
      void main.countFeature('options');
    },
    [isOpen, main],
  );
  const open = useCallback(() => {
    openAt('general');
  }, [openAt]);

  const close = useCallback(() => {
    setOpen(false);
  }, []);

  useEffect(() => main.on('optionsRequested', openAt), [main, openAt]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!asksForOptions(event)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [open]);

  return { isOpen, times, page, open, close };
}
