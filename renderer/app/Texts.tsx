import { useEffect, useMemo, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { View } from '../../contract/ipc.ts';
import { createTexts } from '../../contract/text/index.ts';
import { useViewState, ViewContext } from './useView.ts';

function TextsOf({ view, children }: { view: View; children: ReactNode }) {
  const { language } = view;
  const texts = useMemo(() => createTexts(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <ViewContext value={view}>
      <I18nextProvider i18n={texts}>{children}</I18nextProvider>
    </ViewContext>
  );
}

/** Waits for the first view, then provides it and the texts in its language to the page. */
export function Texts({ children }: { children: ReactNode }) {
  const current = useViewState();
  if (current.state === 'failed') throw current.error;
  if (current.state === 'loading') return null;
  return <TextsOf view={current.view}>{children}</TextsOf>;
}
