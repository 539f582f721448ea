import { createContext } from 'react';
import type { Role } from '../../../contract/insights/session.ts';

interface SessionOf {
  /** Tells the page that the service no longer knows the session. */
  readonly onSignedOut: () => void;
  readonly roles: readonly Role[];
}

/** Who is signed in, as the parts of a page need it. */
export const SessionContext = createContext<SessionOf>({
  onSignedOut: () => undefined,
  roles: [],
});
