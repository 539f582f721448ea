import type { SafeStorage } from 'electron';

/** The system's own encryption for what Candor keeps of a person. */
export interface PasswordLock {
  /** Whether the system has a key that others don't have. */
  readonly isThere: () => Promise<boolean>;
  /** @returns the encrypted password, in base64; null if the only key is one that everyone knows. */
  readonly lock: (password: string) => Promise<string | null>;
  /** @returns the password; null if it was encrypted with another key, or with one that everyone knows. */
  readonly unlock: (locked: string) => Promise<string | null>;
  /** Whether anyone who has the file can decrypt it. */
  readonly isOpenToAll: (locked: string) => boolean;
}

/** How Chromium on Linux marks what it encrypts with the key that is in its source code. */
const KNOWN_KEY = Buffer.from('v10');

/**
 * Electron's safeStorage. On Linux neither its backend's name nor its availability says whether a keyring answers,
 * only the prefix of its output: `v11` from Secret Service, `v12` from a portal, `v10` without a keyring.
 */
export function createPasswordLock(
  storage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
  >,
  platform: NodeJS.Platform,
): PasswordLock {
  const isKnown = (bytes: Buffer) =>
    platform === 'linux' && bytes.subarray(0, KNOWN_KEY.length).equals(KNOWN_KEY);

  const lock = async (password: string): Promise<string | null> => {
    if (!(await storage.isAsyncEncryptionAvailable())) return null;
    try {
      const bytes = await storage.encryptStringAsync(password);
      return isKnown(bytes) ? null : bytes.toString('base64');
    } catch {
      // The system's keyring refused, as a locked one does if its prompt was cancelled: nothing is kept.
      return null;
    }
  };

  return {
    lock,
    isThere: async () => (await lock('probe')) !== null,
    isOpenToAll: (locked) => isKnown(Buffer.from(locked, 'base64')),
    async unlock(locked) {
      const bytes = Buffer.from(locked, 'base64');
      if (isKnown(bytes) || !(await storage.isAsyncEncryptionAvailable())) return null;
      try {
        return (await storage.decryptStringAsync(bytes)).result;
      } catch {
        // Encrypted with another key, as after a reinstallation of the system: the person is asked again.
        return null;
      }
    },
  };
}
