import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTexts } from '../../../contract/text/index.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { createPool, type Pool, type PoolOptions } from '../pool.ts';
import { withAccount, type PoolData } from '../accounts/poolData.ts';

const { t } = createTexts('en');

export const passwords = {
  'alice@contoso.com': 'alice’s own',
  'bob@contoso.com': 'bob’s own',
  'carol@fabrikam.com': 'carol’s own',
} as const;

const organisations = {
  'contoso.com': { displayName: 'Contoso', policy: {} },
  'fabrikam.com': { displayName: 'Fabrikam', policy: {} },
};

/** Two organisations and three people. */
export const peopled = (data: PoolData): PoolData =>
  Object.entries(passwords).reduce<PoolData>(
    (next, [account, password]) =>
      withAccount(next, account, { displayName: account.split('@')[0] ?? '', password }),
    { ...data, organisations },
  );

export interface TestPool extends Pool {
  readonly wsUrl: string;
  readonly folder: string;
  readonly log: string[];
  /** Stops it; its folder stays, for {@link startPool} to use again. */
  readonly stop: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** A test's own pool, in a new folder or in one that an earlier pool left. */
export async function startPool(
  options: Partial<PoolOptions> & { readonly folder?: string } = {},
): Promise<TestPool> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'candor-pool-'));
  const log: string[] = [];
  const pool = await createPool({
    port: 0,
    dataFolder: join(folder, 'pool'),
    log: (said: LocalizedText) => void log.push(said(t)),
    ...options,
  });
  if (options.folder === undefined) pool.change(peopled);
  return {
    ...pool,
    folder,
    log,
    wsUrl: pool.url.replace('http', 'ws'),
    stop: pool.close,
    remove: async () => {
      await pool.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
