import type { TFunction } from 'i18next';
import type { en } from '../contract/text/en.ts';

type ProblemText = keyof typeof en.policyProblem;

/** What is wrong with a policy, as contract and adapters say it, and the text that says it to the person. */
export const knownProblems: Readonly<Record<string, ProblemText>> = {
  'it is not valid JSON': 'notJson',
  'the policy must be a JSON object': 'notObject',
  'it names DisableAutomaticSendTracing twice': 'namedTwice',
  'DisableAutomaticSendTracing must be true, false, 0 or 1': 'badSendTracing',
  'TracingLevel must be "Off", "Light" or "Full"': 'badTracingLevel',
  'it does not exist': 'missing',
  'it is not a file': 'notFile',
  'it is too large': 'tooLarge',
  'it is not owned by root': 'notOwnedByRoot',
  'others than root may write to it': 'writableByOthers',
};

/** In the person's language; what the operating system said stays as it said it. */
export function policyProblem(t: TFunction, problem: string): string {
  const text = Object.hasOwn(knownProblems, problem) ? knownProblems[problem] : undefined;
  return text === undefined ? problem : t(`policyProblem.${text}`);
}
