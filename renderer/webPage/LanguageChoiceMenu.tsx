import { Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { languageChoices } from '../../contract/text/index.ts';
import { useLanguageChoice } from './language.tsx';

/** The choice of the page's language: the browser's, or another. */
export function LanguageChoiceMenu() {
  const { t } = useTranslation();
  const { choice, choose } = useLanguageChoice();
  return (
    <Select
      size="small"
      appearance="underline"
      aria-label={t('webPage.language.label')}
      value={choice}
      onChange={(_, { value }) => {
        choose(languageChoices.find((one) => one === value) ?? 'system');
      }}
    >
      {languageChoices.map((one) => (
        <option key={one} value={one} lang={one === 'system' ? undefined : one}>
          {t(`webPage.language.${one}`)}
        </option>
      ))}
    </Select>
  );
}
