import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePolicyText } from '../contract/policy.ts';
import { en } from '../contract/text/en.ts';
import { fr } from '../contract/text/fr.ts';
import { createTexts } from '../contract/text/index.ts';
import { knownProblems, policyProblem } from './policyProblem.ts';

const badPolicies = [
  '{"DisableAutomaticSendTracing": fal',
  '[]',
  '{"DisableAutomaticSendTracing": true, "DisableAutomaticSendTracing": false}',
  '{"DisableAutomaticSendTracing": "yes"}',
  '{"TracingLevel": "Loud"}',
];
const problemsOfTexts = badPolicies.map((text) => {
  const parsed = parsePolicyText(text);
  return parsed.ok ? '' : parsed.problem;
});

/** The renderer may not import the adapter, so the sentences are read out of its source. */
const adapter = join(import.meta.dirname, '../electron/adapters/policyFile.ts');
const problemsOfFiles = [
  ...readFileSync(adapter, 'utf8').matchAll(/'((?:it|others|the) [a-z][^'\n]*)'/g),
].map(([, problem = '']) => problem);

const english = createTexts('en').t;
const french = createTexts('fr').t;

describe('what is wrong with a policy', () => {
  it('is known whatever contract and adapter say, and nothing else is', () => {
    const said = new Set([...problemsOfTexts, ...problemsOfFiles]);
    expect([...said].toSorted()).toEqual(Object.keys(knownProblems).toSorted());
    expect(Object.values(knownProblems).toSorted()).toEqual(
      Object.keys(en.policyProblem).toSorted(),
    );
  });

  it.each(Object.entries(knownProblems))('%s is told in both languages', (problem, text) => {
    expect(policyProblem(english, problem)).toBe(en.policyProblem[text]);
    expect(policyProblem(french, problem)).toBe(fr.policyProblem[text]);
  });

  it.each(['Error: EACCES: permission denied, open ‘/etc/candor/policy.json’', 'toString', ''])(
    'is shown as it is where it is not known: %j',
    (problem) => {
      expect(policyProblem(french, problem)).toBe(problem);
    },
  );
});
