import type { AdminRole } from '../../../contract/admin/roles.ts';
import { makeAdministrator, type TestAdministrator } from './administrator.ts';
import type { TestPool } from './startPool.ts';

/** An administrator who is signed in, and what they are answered, as JSON. */
export interface SignedInAdministrator extends TestAdministrator {
  readonly json: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ readonly status: number; readonly body: unknown }>;
}

/** Makes an administrator of a test's pool, and signs them in. */
export async function signIn(
  pool: Pick<TestPool, 'url' | 'folder'>,
  name: string,
  role: AdminRole,
  now: () => number = Date.now,
): Promise<SignedInAdministrator> {
  const made = await makeAdministrator(pool, name, role, now);
  const response = await made.signIn();
  if (response.status !== 200) throw new Error(`not signed in: ${response.status}`);
  return {
    ...made,
    async json(method, path, body) {
      const answer = await made.ask(method, path, body);
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    },
  };
}
