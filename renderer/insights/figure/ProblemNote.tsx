import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../answers/ask.ts';

/** Why there is no answer, and what to do. */
export function ProblemNote({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation();
  const said = (() => {
    switch (problem.kind) {
      case 'refused':
        return t('insights.problem.refused', { message: problem.message });
      case 'signedOut':
        return t('insights.signIn.expired');
      case 'forbidden':
      case 'tooMany':
      case 'busy':
      case 'unnoted':
      case 'unreachable':
      case 'unreadable':
        return t(`insights.problem.${problem.kind}`);
    }
  })();
  return <Text role="alert">{said}</Text>;
}
