import { useEffect } from 'react';

/** Reports whether the person is looking at this window: only then does what it shows count as read. */
export function useLooking(looks: (isLooking: boolean) => void): void {
  useEffect(() => {
    const tell = (): void => {
      looks(document.hasFocus());
    };
    tell();
    window.addEventListener('focus', tell);
    window.addEventListener('blur', tell);
    return () => {
      window.removeEventListener('focus', tell);
      window.removeEventListener('blur', tell);
    };
  }, [looks]);
}
