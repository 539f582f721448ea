import type { TFunction } from 'i18next';
import { jsonFaults, type JsonFault } from './jsonFault.ts';
import { jsonFaultText } from './jsonFaultText.ts';
import { possibleValues, problemOf } from './policy.ts';
import { policyCatalogue, policyKeys } from './policyCatalogue.ts';
import type { en } from './text/en.ts';

type ProblemText = Exclude<
  keyof typeof en.policyProblem,
  'bad' | 'or' | 'to' | 'namedTwice' | 'changeableWay' | 'placed' | 'json'
>;

/**
 * What is wrong with a policy as a whole, in the words of contract and adapters, and the text that tells the person.
 */
export const knownProblems: Readonly<Record<string, ProblemText>> = {
  'it is not valid JSON': 'notJson',
  'the policy must be a JSON object': 'notObject',
  'it does not exist': 'missing',
  'it is not a file': 'notFile',
  'it can’t be read': 'unreadable',
  'it is too large': 'tooLarge',
  'it is not owned by root': 'notOwnedByRoot',
  'others than root may write to it': 'writableByOthers',
  'others than root may write to its folder': 'writableFolder',
  'it is being written': 'beingWritten',
  'the system has not said yet what it holds': 'notRead',
};

const jsonFaultNames = Object.keys(jsonFaults) as readonly JsonFault[];
const placedFault = /^it is not valid JSON: line (\d+), column (\d+): (.+)$/;
const [WAY, LEADS] = ['others than root may change ', ', which leads to it'];

/** In the person's language; the operating system's own words stay as they are. */
export function policyProblem(t: TFunction, problem: string): string {
  const text = Object.hasOwn(knownProblems, problem) ? knownProblems[problem] : undefined;
  if (text) return t(`policyProblem.${text}`);
  if (problem.startsWith(WAY) && problem.endsWith(LEADS))
    return t('policyProblem.changeableWay', { place: problem.slice(WAY.length, -LEADS.length) });
  const [, line, column, what] = placedFault.exec(problem) ?? [];
  const fault = jsonFaultNames.find((name) => jsonFaults[name] === what);
  if (fault) return jsonFaultText(t, { fault, line: Number(line), column: Number(column) });
  const bad = policyKeys.find((key) => problemOf(key) === problem);
  if (bad) {
    const { type } = policyCatalogue[bad];
    const values = possibleValues(type, t('policyProblem.or'), t('policyProblem.to'));
    return t(`policyProblem.bad.${type.kind}`, { key: bad, values });
  }
  const twice = policyKeys.find((key) => problem === `it names ${key} twice`);
  return twice ? t('policyProblem.namedTwice', { key: twice }) : problem;
}
