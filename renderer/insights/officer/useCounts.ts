import { useTranslation } from 'react-i18next';
import type { AccountConfirmation } from '../../../contract/insights/person.ts';
import { useWords } from '../figure/useWords.ts';
import { useInstant } from './useInstant.ts';

/** How many of each were found, and where the service searched. */
export function useCounts() {
  const { t } = useTranslation();
  const words = useWords();
  const instant = useInstant();
  return ({ census, errors, dumps, peppers, at }: AccountConfirmation) =>
    [
      [t('insights.rights.census'), words.count(census)],
      [t('insights.rights.errors'), words.count(errors)],
      [t('insights.rights.dumps'), words.count(dumps)],
      [t('insights.rights.peppers'), peppers.join(', ')],
      [t('insights.rights.at'), instant(at)],
    ] as const;
}
