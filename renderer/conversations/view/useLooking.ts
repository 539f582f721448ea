import { useEffect } from 'react';

/** Tells whether the person looks at this window: only then is what it shows read. */
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
