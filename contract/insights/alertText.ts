import type { TFunction } from 'i18next';
import type { DeliveryProblem, Finding, Watched } from './alerts.ts';

/** A share from 0 to 1, written in a language. */
const share = (language: string, value: number): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(value);

/** What a rule watches, as a sentence without its full stop. */
export function ruleText(t: TFunction, language: string, rule: Watched): string {
  switch (rule.kind) {
    case 'crashFree': {
      const below = share(language, rule.below / 100);
      return t('insights.alerts.rule.crashFree', { below, count: rule.days });
    }
    case 'signInFailures': {
      const above = share(language, rule.above / 100);
      return t('insights.alerts.rule.signInFailures', { above, count: rule.days });
    }
    case 'newErrors': {
      const people = new Intl.NumberFormat(language).format(rule.people);
      return t('insights.alerts.rule.newErrors', { people, count: rule.days });
    }
    case 'silence':
      return t('insights.alerts.rule.silence', { count: rule.hours });
  }
}

/** What was found, as part of a sentence. */
export function findingText(t: TFunction, language: string, found: Finding): string {
  switch (found.kind) {
    case 'crashFree':
    case 'signInFailures': {
      const rate = share(language, found.rate);
      return t(`insights.alerts.finding.${found.kind}`, { rate, count: found.of });
    }
    case 'newErrors': {
      const people = new Intl.NumberFormat(language).format(found.people);
      const error = t(`viewer.recordName.${found.error}`);
      return found.title === null
        ? t('insights.alerts.finding.newErrors', { error, people })
        : t('insights.alerts.finding.newErrorsNamed', { error, title: found.title, people });
    }
    case 'silence':
      return t('insights.alerts.finding.silence', { count: found.hours });
  }
}

/** Why a message did not arrive, as a whole sentence. */
export const deliveryProblemText = (t: TFunction, { kind, detail }: DeliveryProblem): string =>
  t(`insights.alerts.problem.${kind}`, { detail });
