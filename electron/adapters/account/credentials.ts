import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { z } from 'zod';
import type { PasswordLock } from './passwordLock.ts';
import { openStore } from '../files/openStore.ts';

/** How the person last signed in. */
export interface KeptCredentials {
  readonly account: string;
  readonly remember: boolean;
  readonly automatic: boolean;
  /** Only if it was to be remembered, and can still be decrypted. */
  readonly password: string | null;
}

export interface Credentials {
  /** Whether the system offers a key of its own to encrypt with. */
  readonly canRemember: () => Promise<boolean>;
  /** The device's names at pools are derived from it; random, and on disk once somebody has signed in. */
  readonly deviceSecret: string;
  /** The account of the last sign-in, if there was one. */
  readonly account: () => string | undefined;
  readonly read: () => Promise<KeptCredentials | null>;
  /** The password goes to disk only if it is to be remembered and the system can encrypt it. */
  readonly keep: (kept: KeptCredentials) => Promise<void>;
  /** The account stays, the password goes. */
  readonly forgetPassword: () => void;
}

const schema = z.object({
  account: z.string().max(320),
  remember: z.boolean(),
  automatic: z.boolean(),
  /** safeStorage's output, in base64. */
  locked: z.string().nullable(),
  /** Missing if an earlier version wrote the file. */
  deviceSecret: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
type Stored = z.infer<typeof schema>;

/** Opens the stored sign-in, in `sign-in.json`; an unreadable file is set aside, and the person is asked again. */
export function openCredentials(
  folder: string,
  now: number,
  lock: PasswordLock,
  onSetAside: (file: string) => void,
): Credentials {
  const { store, setAside } = openStore(folder, 'sign-in', schema, now);
  if (setAside !== undefined) onSetAside(setAside);

  const stored = (): Stored | undefined => schema.safeParse(store.store).data;
  const forgetPassword = () => {
    const kept = stored();
    if (kept) store.set({ ...kept, automatic: false, locked: null } satisfies Stored);
    else rmSync(store.path, { force: true });
  };
  // Earlier versions kept passwords this way if a desktop had a keyring in name only.
  const { locked } = stored() ?? {};
  if (locked && lock.isOpenToAll(locked)) forgetPassword();

  const deviceSecret = stored()?.deviceSecret ?? randomBytes(32).toString('hex');

  return {
    canRemember: lock.isThere,
    deviceSecret,
    account: () => stored()?.account,
    async read() {
      const kept = stored();
      if (!kept) return null;
      const { account, remember, automatic, locked } = kept;
      const password = locked === null ? null : await lock.unlock(locked);
      return { account, remember, automatic, password };
    },
    async keep({ account, remember, automatic, password }) {
      const locked = remember && password !== null ? await lock.lock(password) : null;
      const signedIn = { account, remember, automatic: automatic && locked !== null, locked };
      const kept = { ...signedIn, deviceSecret };
      store.set(kept satisfies Stored);
    },
    forgetPassword,
  };
}
