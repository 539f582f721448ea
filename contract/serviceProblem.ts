import type { TFunction } from 'i18next';
import { z } from 'zod';

/** What can be wrong with the telemetry service and its answers, by the name of its text. */
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

/**
 * A text is somebody else's words, unchanged: the system's, the service's, or those of a Candor from before there
 * were kinds.
 */
export const serviceProblem = z.union([known, z.string()]);

export type ServiceProblem = z.infer<typeof serviceProblem>;

/** In the person's language; somebody else's words stay as they are. */
export function serviceProblemText(t: TFunction, problem: ServiceProblem): string {
  if (typeof problem === 'string') return problem;
  return problem.kind === 'status'
    ? t('serviceProblem.status', { status: problem.status })
    : t(`serviceProblem.${problem.kind}`);
}

/** For the log, which uses the names in Candor's sources. */
export const problemInLog = (problem: ServiceProblem): string =>
  typeof problem === 'string' ? problem : Object.values(problem).join(' ');

/** As an outbox keeps it, beside the sentences from earlier versions. */
export const problemToText = (problem: ServiceProblem): string =>
  typeof problem === 'string' ? problem : JSON.stringify(problem);

/** Reads what an outbox kept. It never throws: what is not a known problem is a text, and stays whole. */
export function problemFromText(text: string): ServiceProblem {
  try {
    return known.safeParse(JSON.parse(text)).data ?? text;
  } catch {
    return text; // Not JSON, hence somebody's sentence.
  }
}
