import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

const ALGORITHM = 'aes-256-gcm';
const [IV, TAG] = [12, 16];

/**
 * Electron without a keyring locks with a password that everyone knows, and says `basic_text`; so does
 * the stand-in, unless CANDOR_STAND_IN_KEYRING names a file that plays the keyring's part.
 */
export function createSafeStorage(env: NodeJS.ProcessEnv): typeof Electron.safeStorage {
  const keyring = env['CANDOR_STAND_IN_KEYRING'];
  const key = (): Buffer => {
    if (keyring === undefined) return createHash('sha256').update('peanuts').digest();
    if (!existsSync(keyring)) writeFileSync(keyring, randomBytes(32), { mode: 0o600 });
    return readFileSync(keyring);
  };
  const encrypt = (text: string): Buffer => {
    const iv = randomBytes(IV);
    const cipher = createCipheriv(ALGORITHM, key(), iv);
    const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), locked]);
  };
  const decrypt = (bytes: Buffer): string => {
    const decipher = createDecipheriv(ALGORITHM, key(), bytes.subarray(0, IV));
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
    return decipher.update(bytes.subarray(IV + TAG), undefined, 'utf8') + decipher.final('utf8');
  };
  const face = {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (text: string) => Promise.resolve(encrypt(text)),
    decryptStringAsync: (bytes: Buffer) =>
      new Promise<Electron.DecryptStringAsyncReturnValue>((resolve) => {
        resolve({ result: decrypt(bytes), shouldReEncrypt: false });
      }),
    getSelectedStorageBackend: () =>
      keyring === undefined ? ('basic_text' as const) : ('gnome_libsecret' as const),
  } satisfies Partial<typeof Electron.safeStorage>;
  return strict('safeStorage', 'safeStorage.ts', face) as unknown as typeof Electron.safeStorage;
}
