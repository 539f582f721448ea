import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonFaults, type JsonFault } from './jsonFault.ts';
import { problemOf } from './policy.ts';
import { policyKeys } from './policyCatalogue.ts';
import { knownProblems, policyProblem } from './policyProblem.ts';
import { parsePolicyText } from './policyText.ts';
import { en } from './text/en.ts';
import { fr } from './text/fr.ts';
import { createTexts } from './text/index.ts';

const problemIn = (text: string) => {
  const parsed = parsePolicyText(text);
  return parsed.ok ? '' : parsed.problem;
};

/** The contract may not import adapters, so their sentences are read from their sources. */
const adapters = [
  'adapters/policy/policyFile.ts',
  'adapters/policy/systemPolicy.ts',
  'adapters/policy/trustedPath.ts',
  'core/account/organisationWord.ts',
]
  .map((file) => readFileSync(join(import.meta.dirname, '../electron', file), 'utf8'))
  .join('\n');
const problemsOfAdapters = [...adapters.matchAll(/'((?:it|others|the) [a-z][^'\n]*)'/g)].map(
  ([, problem = '']) => problem,
);

const english = createTexts('en').t;
const french = createTexts('fr').t;

describe('what is wrong with a policy', () => {
  it('is known whatever contract and adapters say, and nothing else is', () => {
    const said = new Set([problemIn('[]'), ...problemsOfAdapters]);
    expect([...said].toSorted()).toEqual(Object.keys(knownProblems).toSorted());
    const whole = Object.keys(en.policyProblem).filter(
      (text) =>
        !['bad', 'namedTwice', 'changeableWay', 'placed', 'json', 'or', 'to'].includes(text),
    );
    expect(Object.values(knownProblems).toSorted()).toEqual(whole.toSorted());
  });

  it.each(Object.entries(knownProblems))('%s is told in both languages', (problem, text) => {
    expect(policyProblem(english, problem)).toBe(en.policyProblem[text]);
    expect(policyProblem(french, problem)).toBe(fr.policyProblem[text]);
  });

  it.each(policyKeys)('a wrong value of %s is told in both languages', (key) => {
    const problem = problemIn(JSON.stringify({ [key]: {} }));
    expect(problem).toBe(problemOf(key));
    expect(policyProblem(english, problem)).toBe(problem);
    expect(policyProblem(french, problem)).toMatch(new RegExp(`^${key} doit (valoir|être) .+`));
  });

  it.each([
    ['TracingLevel', 'TracingLevel doit valoir "Off", "Light" ou "Full"'],
    ['PoolUrl', 'PoolUrl doit être une adresse en https ou wss'],
    ['TelemetryUrl', 'TelemetryUrl doit être une adresse en https'],
    ['RetentionDays', 'RetentionDays doit être un nombre entier de 1 à 90'],
    ['DisableAutomaticSendTracing', 'DisableAutomaticSendTracing doit valoir true, false, 0 ou 1'],
  ] as const)('a wrong value of %s is told in good French', (key, told) => {
    expect(policyProblem(french, problemOf(key))).toBe(told);
  });

  it.each(policyKeys)('%s named twice is told in both languages', (key) => {
    const problem = problemIn(
      `{"${key}": 1, "x": {"${key}": 1}, "\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}": 1}`,
    );
    expect(policyProblem(english, problem)).toBe(`it names ${key} twice`);
    expect(policyProblem(french, problem)).toBe(`${key} y figure deux fois`);
  });

  it.each(Object.entries(jsonFaults))(
    '%s in a file that is no JSON is told in both languages, with its place',
    (fault, words) => {
      const problem = `it is not valid JSON: line 3, column 12: ${words}`;
      expect(policyProblem(english, problem)).toBe(problem);
      expect(en.policyProblem.json[fault as JsonFault]).toBe(words);
      expect(policyProblem(french, problem)).toMatch(/ligne 3, colonne 12/);
      expect(policyProblem(french, problem)).toContain(fr.policyProblem.json[fault as JsonFault]);
    },
  );

  it('is said of the very place at which a file is no JSON', () => {
    const text = '{\n  // for all\n  "DisableAutomaticSendTracing": true,\n}';
    expect(problemIn(text)).toBe('it is not valid JSON: line 3, column 38: a comma too many');
  });

  it('on the way to a file is told in both languages, with the place', () => {
    const problem = 'others than root may change /srv/a, which leads to it';
    expect(policyProblem(english, problem)).toBe(problem);
    expect(policyProblem(french, problem)).toContain('modifier /srv/a, par');
  });

  it.each(['Error: EACCES: permission denied, open ‘/etc/candor/policy.json’', 'toString', ''])(
    'is shown as it is where it is not known: %j',
    (problem) => {
      expect(policyProblem(french, problem)).toBe(problem);
    },
  );
});
