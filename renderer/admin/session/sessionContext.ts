import { createContext } from 'react';
import type { AdminRole } from '../../../contract/admin/roles.ts';

interface SessionOf {
  /** Tells the page that the pool took a question for a stranger's. */
  readonly onSignedOut: () => void;
  readonly name: string;
  readonly role: AdminRole;
}

/** Who is signed in, as the parts of a page need it. */
export const SessionContext = createContext<SessionOf>({
  onSignedOut: () => undefined,
  name: '',
  role: 'helpdesk',
});
