import { duplicateKeys } from '../../../contract/duplicateKeys.ts';
import { canBeSeen } from '../../../contract/participantName.ts';
import { parsePolicy, type PolicyReading } from '../../../contract/policy.ts';

/** The pool's last policy for an account, as it is kept. */
export interface OrganisationPolicy {
  /** The answer's body; null if the kept one could not be read. */
  readonly text: string | null;
  readonly etag: string | undefined;
  /** The pool's host. */
  readonly pool: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface Organisation {
  readonly name: string;
  readonly displayName: string;
}

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '';
/** An invisible name counts as none. */
export const isName = (value: unknown): value is string => isText(value) && canBeSeen(value);
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

export function parseBody(text: string | null): unknown {
  try {
    const body: unknown = JSON.parse(text ?? '');
    return duplicateKeys(text ?? '').length > 0 ? undefined : body;
  } catch {
    // Reported as a refusal by readingOf.
    return undefined;
  }
}

export function organisationOf(body: unknown): Organisation | undefined {
  const [name, displayName] = [field(body, 'organisation'), field(body, 'displayName')];
  return isName(name) ? { name, displayName: isName(displayName) ? displayName : name } : undefined;
}

/** An organisation's policy as a source; one that can't be understood refuses. */
export function readingOf(word: OrganisationPolicy | undefined): PolicyReading {
  const source = 'organisation';
  if (!word) return { source, location: '', state: 'absent' };
  const body = parseBody(word.text);
  const organisation = organisationOf(body);
  const named = organisation ? { organisation: organisation.displayName } : {};
  const from = { source, location: word.pool, ...named, since: word.since } as const;
  if (word.text === null) return { ...from, state: 'unreadable', problem: 'it can’t be read' };
  const policy = parsePolicy(field(body, 'policy'));
  if (!organisation || !policy.ok) {
    const problem = policy.ok || body === undefined ? 'it is not valid JSON' : policy.problem;
    return { ...from, state: 'unreadable', problem };
  }
  // The pool can't parse what its administrator is writing, and sends the previous version.
  if (field(body, 'unsettled') === true)
    return { ...from, state: 'unsettled', problem: 'it is being written', values: policy.values };
  return { ...from, state: 'read', values: policy.values, unknown: policy.unknown };
}
