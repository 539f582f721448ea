import type { SafeStorage } from 'electron';

/** The system's own lock for what Candor keeps of a person. */
export interface PasswordLock {
  /** Whether the system has a key that others have not. */
  readonly isThere: () => Promise<boolean>;
  /** @returns what may be kept, in base64; null if there is no key but one that everyone knows. */
  readonly lock: (password: string) => Promise<string | null>;
  /** @returns the password; null if it was locked under another key, or under one that everyone knows. */
  readonly unlock: (locked: string) => Promise<string | null>;
  /** Whether anyone who has the file can open it. */
  readonly isOpenToAll: (locked: string) => boolean;
}

/** How Chromium begins what it encrypts, on Linux, with the key that is written in its source. */
const KNOWN_KEY = Buffer.from('v10');

/**
 * The lock that Electron offers. On Linux neither the name of its store nor that it is available says whether a
 * keyring answers, only what comes out: `v11` from Secret Service, `v12` from a portal, `v10` from nobody.
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
      // The system's store refused, as a locked one does whose question was cancelled: nothing is kept.
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
        // Locked under another key, as after a new installation of the system: it is asked again.
        return null;
      }
    },
  };
}
