import { join } from 'node:path';
import { generateSync } from 'otplib';
import type { AdminRole } from '../../../contract/admin/roles.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { ADMINISTRATORS_FILE, openAdministrators } from '../admin/administrators.ts';
import { createPasswordHashes } from '../admin/passwordHash.ts';
import type { TestPool } from './startPool.ts';

export const adminPassword = 'a long pass phrase';

/** An administrator of a test's pool, in a browser of their own. */
export interface TestAdministrator {
  readonly name: string;
  readonly totpSecret: string;
  /** Sends a request as the pool's page does. */
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
  readonly signIn: (given?: {
    readonly name?: string;
    readonly password?: string;
    readonly code?: string;
  }) => Promise<Response>;
}

/** The code that an authenticator shows at a time, in milliseconds. */
export const codeAt = (totpSecret: string, at: number): string =>
  generateSync({ secret: totpSecret, epoch: Math.floor(at / 1000) });

/** A browser that keeps its cookies, at a page of the pool's. */
export function createBrowser(pool: Pick<TestPool, 'url'>): TestAdministrator['ask'] {
  const cookies = new Map<string, string>();
  return async (method, path, body, headers = {}) => {
    const response = await fetch(pool.url + path, {
      method,
      headers: {
        'sec-fetch-site': 'same-origin',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
}

/** Makes an administrator who has enrolled and whose last code was long ago; they are not signed in. */
export async function makeAdministrator(
  pool: Pick<TestPool, 'url' | 'folder'>,
  name: string,
  role: AdminRole,
  now: () => number = Date.now,
): Promise<TestAdministrator> {
  const store = openAdministrators(join(pool.folder, 'pool', ADMINISTRATORS_FILE), now);
  store.add(name, role);
  const { secret } = store.addLink('enrol', name);
  const totpSecret = store.findLink(secret, 'enrol')?.totpSecret ?? '';
  const password = await createPasswordHashes().make(adminPassword);
  store.enrol(secret, { name, password, totpSecret }, 0);
  store.close();
  const ask = createBrowser(pool);
  return {
    name,
    totpSecret,
    ask,
    signIn: (given = {}) =>
      ask('POST', adminPaths.session, {
        name,
        password: adminPassword,
        code: codeAt(totpSecret, now()),
        ...given,
      }),
  };
}
