import { describe, expect, it } from 'vitest';
import {
  plainProblems,
  problemFromText,
  problemToText,
  serviceProblemText,
  type ServiceProblem,
} from './serviceProblem.ts';
import { en } from './text/en.ts';
import { fr } from './text/fr.ts';
import { createTexts } from './text/index.ts';

const english = createTexts('en').t;
const french = createTexts('fr').t;

describe('what is wrong with the telemetry service', () => {
  it('has a text for each kind, and no other text', () => {
    const kinds = ['status', ...plainProblems].toSorted();
    expect(Object.keys(en.serviceProblem).toSorted()).toEqual(kinds);
  });

  it.each(plainProblems)('%s is told in both languages', (kind) => {
    expect(serviceProblemText(english, { kind })).toBe(en.serviceProblem[kind]);
    expect(serviceProblemText(french, { kind })).toBe(fr.serviceProblem[kind]);
    expect(fr.serviceProblem[kind]).not.toBe(en.serviceProblem[kind]);
  });

  it('tells the status of an answer in both languages', () => {
    const problem = { kind: 'status', status: 503 } as const;
    expect(serviceProblemText(english, problem)).toBe('the service answered 503');
    expect(serviceProblemText(french, problem)).toBe('le service a répondu 503');
  });

  it.each(['net::ERR_CONNECTION_REFUSED', 'the service answered 503', 'toString', ''])(
    'is shown as it is where somebody else said it: %j',
    (said) => {
      expect(serviceProblemText(french, said)).toBe(said);
    },
  );

  const problems: ServiceProblem[] = [
    { kind: 'status', status: 413 },
    ...plainProblems.map((kind) => ({ kind })),
    'the service answered 503',
    '503',
    'null',
    '{',
    '"badAnswer"',
    '{"kind":"unheard of"}',
    '{"kind":"noKeys","more":1}',
    '{"kind":"status"}',
    '',
  ];

  it.each(problems)('is read again as it was kept: %j', (problem) => {
    expect(problemFromText(problemToText(problem))).toEqual(problem);
  });
});
