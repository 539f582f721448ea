import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { mostRules } from '../../../contract/insights/alerts.ts';
import type { Problem } from '../answers/ask.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';

/** Why an action on a rule failed, and what to do. */
export function AlertProblem({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation();
  const status = problem.kind === 'refused' ? problem.status : null;
  if (status === 404) return <Text role="alert">{t('insights.alerts.gone')}</Text>;
  if (status === 409)
    return <Text role="alert">{t('insights.alerts.full', { count: mostRules })}</Text>;
  return <ProblemNote problem={problem} />;
}
