import type { Role } from '../../../contract/insights/session.ts';

/** Whoever reads, as far as the service knows. */
export interface Reader {
  readonly by: 'token' | 'openIdConnect';
  /** What a provider names a person by, which stays the same as names change; null for the token, which is nobody's. */
  readonly subject: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
}
