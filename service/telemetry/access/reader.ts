import type { Role } from '../../../contract/insights/session.ts';

/** A reader, as far as the service knows them. */
export interface Reader {
  readonly by: 'token' | 'openIdConnect';
  /** The provider's permanent identifier, which stays when names change; null for the token, which is nobody's. */
  readonly subject: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
}
