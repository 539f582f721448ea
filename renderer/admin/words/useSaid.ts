import { useTranslation } from 'react-i18next';
import { resolveLanguage, type Language } from '../../../contract/text/index.ts';

/** Takes of a text in both languages the one of the page. */
export function useSaid(): (said: Readonly<Record<Language, string>>) => string {
  const { i18n } = useTranslation();
  const language = resolveLanguage('system', [i18n.language]);
  return (said) => said[language];
}
