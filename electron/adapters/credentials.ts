import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import Store from 'electron-store';
import { z } from 'zod';
import { setAsideUnlessValid } from './setAsideUnlessValid.ts';

/** How the person signed in last. */
export interface Kept {
  readonly account: string;
  readonly remember: boolean;
  readonly automatic: boolean;
  /** Only where it was to be remembered, and can still be read. */
  readonly password: string | null;
}

export interface Credentials {
  /** Whether the system offers a lock of its own for what is kept. */
  readonly canRemember: () => Promise<boolean>;
  /** The account of the last sign-in, where there was one. */
  readonly account: () => string | undefined;
  readonly read: () => Promise<Kept | null>;
  /** The password goes to disk only if it is to be remembered and the system's lock is there. */
  readonly keep: (kept: Kept) => Promise<void>;
  /** The account stays, the password goes. */
  readonly forgetPassword: () => void;
}

const schema = z.object({
  account: z.string().max(320),
  remember: z.boolean(),
  automatic: z.boolean(),
  /** What safeStorage made of it, in base64. */
  locked: z.string().nullable(),
});
type Stored = z.infer<typeof schema>;

/** On Linux without a keyring Electron locks with a key that everyone knows, which is no lock. */
async function canRemember(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  if (process.platform !== 'linux') return true;
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

/** Opens what is kept of signing in, in `sign-in.json`; what can't be read is set aside, and asked again. */
export function openCredentials(folder: string, now: number): Credentials {
  const name = 'sign-in';
  const file = join(folder, `${name}.json`);
  setAsideUnlessValid(file, schema, now);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 });

  const unlock = async (locked: string | null): Promise<string | null> => {
    if (locked === null || !(await canRemember())) return null;
    try {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(locked, 'base64'));
      return result;
    } catch {
      // Locked under another key, as after a new installation of the system: it is asked again.
      return null;
    }
  };

  const stored = (): Stored | undefined => schema.safeParse(store.store).data;

  return {
    canRemember,
    account: () => stored()?.account,
    async read() {
      const kept = stored();
      if (!kept) return null;
      const { account, remember, automatic } = kept;
      return { account, remember, automatic, password: await unlock(kept.locked) };
    },
    async keep({ account, remember, automatic, password }) {
      const isKept = remember && password !== null && (await canRemember());
      const locked = isKept
        ? (await safeStorage.encryptStringAsync(password)).toString('base64')
        : null;
      store.set({ account, remember, automatic: automatic && isKept, locked } satisfies Stored);
    },
    forgetPassword() {
      const kept = stored();
      if (kept) store.set({ ...kept, automatic: false, locked: null } satisfies Stored);
      else rmSync(file, { force: true });
    },
  };
}
