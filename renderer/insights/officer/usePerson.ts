import { use, useState } from 'react';
import type { z } from 'zod';
import {
  erasedPersonSchema,
  exportedPersonSchema,
  type ErasedPerson,
  type ExportedPerson,
} from '../../../contract/insights/person.ts';
import { ask, type Problem } from '../answers/ask.ts';
import { SessionContext } from '../session/useSession.ts';

/** The service searches everything stored, which may be a lot. */
const PATIENCE_MS = 600_000;

export type PersonState =
  | { readonly state: 'none' | 'looking' }
  | { readonly state: 'found'; readonly found: ExportedPerson; readonly isErasing: boolean }
  | { readonly state: 'erased'; readonly erased: ErasedPerson }
  /** `wasErasing`: the erasure may have happened nevertheless. */
  | { readonly state: 'failed'; readonly problem: Problem; readonly wasErasing: boolean };

/** What is known about the account in question; forgotten when the page is left. */
export function usePerson(): {
  readonly person: PersonState;
  readonly look: (account: string) => Promise<void>;
  /** Erases what was found. */
  readonly erase: (found: ExportedPerson) => Promise<void>;
} {
  const { onSignedOut } = use(SessionContext);
  const [person, setPerson] = useState<PersonState>({ state: 'none' });

  async function askFor<T>(method: 'GET' | 'DELETE', account: string, schema: z.ZodType<T>) {
    const path = `../v1/persons/${encodeURIComponent(account)}`;
    const asked = await ask(path, schema, { method, patienceMs: PATIENCE_MS });
    if (asked.ok) return asked.value;
    const { problem } = asked;
    setPerson({ state: 'failed', problem, wasErasing: method === 'DELETE' });
    if (problem.kind === 'signedOut') onSignedOut();
    return undefined;
  }

  return {
    person,
    async look(account) {
      setPerson({ state: 'looking' });
      const found = await askFor('GET', account, exportedPersonSchema);
      if (found) setPerson({ state: 'found', found, isErasing: false });
    },
    async erase(found) {
      setPerson({ state: 'found', found, isErasing: true });
      const erased = await askFor('DELETE', found.confirmation.account, erasedPersonSchema);
      if (erased) setPerson({ state: 'erased', erased });
    },
  };
}
