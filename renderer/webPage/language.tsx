import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import {
  createTexts,
  languageChoices,
  resolveLanguage,
  type LanguageChoice,
} from '../../contract/text/index.ts';

const kept = 'candor-language';

/** The choice stored in this browser, if it stores anything. */
function keptChoice(): LanguageChoice {
  try {
    const found = localStorage.getItem(kept);
    return languageChoices.find((one) => one === found) ?? 'system';
  } catch {
    return 'system'; // A browser may refuse to store anything.
  }
}

function keep(choice: LanguageChoice): void {
  try {
    localStorage.setItem(kept, choice);
  } catch {
    // The choice lasts as long as the page is open.
  }
}

const LanguageContext = createContext<{
  readonly choice: LanguageChoice;
  readonly choose: (choice: LanguageChoice) => void;
} | null>(null);

export function useLanguageChoice() {
  const found = use(LanguageContext);
  if (!found) throw new Error('there is no language around this component');
  return found;
}

/** The texts in the browser's language, or in the one chosen here. */
export function LanguageOfPage({ children }: { readonly children: ReactNode }) {
  const [choice, setChoice] = useState(keptChoice);
  const language = resolveLanguage(choice, navigator.languages);
  const texts = useMemo(() => createTexts(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (next: LanguageChoice) => {
    keep(next);
    setChoice(next);
  };
  return (
    <LanguageContext value={{ choice, choose }}>
      <I18nextProvider i18n={texts}>{children}</I18nextProvider>
    </LanguageContext>
  );
}
