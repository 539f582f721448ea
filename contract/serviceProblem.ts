import type { TFunction } from 'i18next';
import { z } from 'zod';

/** What can be wrong with the telemetry service and what it answers, by the name of its text. */
export const plainProblems = [
  'badAnswer',
  'tooLarge',
  'noVerdict',
  'unprovenReceipt',
  'noKeys',
  'noAddress',
  'noConfirmation',
  'otherOwner',
  'wrongSignature',
] as const;

const known = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), status: z.int() }),
  z.strictObject({ kind: z.enum(plainProblems) }),
]);

/** Text is what somebody else said, as they said it: the system, the service, or a Candor that had no kinds yet. */
export const serviceProblem = z.union([known, z.string()]);

export type ServiceProblem = z.infer<typeof serviceProblem>;

/** In the person's language; what somebody else said stays as they said it. */
export function serviceProblemText(t: TFunction, problem: ServiceProblem): string {
  if (typeof problem === 'string') return problem;
  return problem.kind === 'status'
    ? t('serviceProblem.status', { status: problem.status })
    : t(`serviceProblem.${problem.kind}`);
}

/** For the log, which names a problem as Candor's sources do. */
export const problemInLog = (problem: ServiceProblem): string =>
  typeof problem === 'string' ? problem : Object.values(problem).join(' ');

/** As an outbox keeps it, beside the sentences that earlier ones hold. */
export const problemToText = (problem: ServiceProblem): string =>
  typeof problem === 'string' ? problem : JSON.stringify(problem);

/** Reads what an outbox kept. It never throws: what is no known problem is text, and stays whole. */
export function problemFromText(text: string): ServiceProblem {
  try {
    return known.safeParse(JSON.parse(text)).data ?? text;
  } catch {
    return text; // No JSON, hence somebody's sentence.
  }
}
