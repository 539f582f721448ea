import { randomUUID } from 'node:crypto';
import type { AlertMessage, Finding } from '../../../contract/insights/alerts.ts';
import { findingText, ruleText } from '../../../contract/insights/alertText.ts';
import { createTexts } from '../../../contract/text/index.ts';
import type { StoredRule } from './alertStore.ts';
import { watchedOf } from './judge.ts';

/** The most findings listed in the text; the JSON has all. */
const MOST_IN_WORDS = 10;

/** A message's subject line. */
export function subjectOf(
  event: AlertMessage['event'],
  { rule }: Pick<StoredRule, 'rule'>,
): string {
  const { t } = createTexts(rule.language);
  return t(`insights.alerts.message.${event}`, { rule: ruleText(t, rule.language, rule) });
}

function wordsOf(
  event: AlertMessage['event'],
  { rule }: StoredRule,
  findings: readonly Finding[],
): string {
  const { t } = createTexts(rule.language);
  const told = findings.slice(0, MOST_IN_WORDS);
  const more = findings.length - told.length;
  return [
    subjectOf(event, { rule }),
    ...(event === 'trial' ? [t('insights.alerts.message.trialDetail')] : []),
    ...told.map((found) => {
      const inWords = findingText(t, rule.language, found);
      return `– ${event === 'over' ? t('insights.alerts.message.was', { finding: inWords }) : inWords}`;
    }),
    ...(more > 0 ? [`– ${t('insights.alerts.message.more', { count: more })}`] : []),
    '',
    t('insights.alerts.message.why'),
  ].join('\n');
}

/** Builds a message. @param at ISO 8601. */
export function createMessage(
  event: AlertMessage['event'],
  stored: StoredRule,
  { findings, at }: { readonly findings: readonly Finding[]; readonly at: string },
): AlertMessage {
  return {
    schema: 1,
    message: randomUUID(),
    event,
    at,
    ruleId: stored.id,
    rule: watchedOf(stored.rule),
    findings: [...findings],
    text: wordsOf(event, stored, findings),
  };
}
