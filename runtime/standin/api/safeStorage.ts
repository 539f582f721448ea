import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

const ALGORITHM = 'aes-256-gcm';
const [VERSION, IV, TAG] = [3, 12, 16];
const HEAD = VERSION + IV + TAG;
const [KNOWN, KEPT] = ['v10', 'v11'];
const FAILED = 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.';

/** The desktops that Chromium knows to have a keyring; it goes by the name, without checking. */
const backends: readonly (readonly [desktop: RegExp, backend: 'gnome_libsecret' | 'kwallet5'])[] = [
  [/^(GNOME|Unity|XFCE|X-Cinnamon|Deepin|Pantheon|UKUI|COSMIC)$/i, 'gnome_libsecret'],
  [/^KDE$/i, 'kwallet5'],
];

/**
 * Without a keyring, Electron encrypts with a password that everyone knows, and still says that encryption is
 * available; so does the stand-in, unless CANDOR_STAND_IN_KEYRING names a file that plays the keyring's part. Its
 * output begins with `v10` in the first case, with `v11` in the second.
 */
export function createSafeStorage(env: NodeJS.ProcessEnv): typeof Electron.safeStorage {
  const keyring = env['CANDOR_STAND_IN_KEYRING'];
  const keyOf = (version: string): Buffer => {
    if (version === KNOWN) return createHash('sha256').update('peanuts').digest();
    if (keyring === undefined || version !== KEPT) throw new Error(FAILED);
    if (!existsSync(keyring)) writeFileSync(keyring, randomBytes(32), { mode: 0o600 });
    return readFileSync(keyring);
  };
  const encrypt = (text: string): Buffer => {
    const version = keyring === undefined ? KNOWN : KEPT;
    const iv = randomBytes(IV);
    const cipher = createCipheriv(ALGORITHM, keyOf(version), iv);
    const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from(version), iv, cipher.getAuthTag(), locked]);
  };
  const decrypt = (bytes: Buffer): string => {
    const version = bytes.subarray(0, VERSION).toString();
    const [iv, tag] = [bytes.subarray(VERSION, VERSION + IV), bytes.subarray(VERSION + IV, HEAD)];
    const decipher = createDecipheriv(ALGORITHM, keyOf(version), iv);
    decipher.setAuthTag(tag);
    return decipher.update(bytes.subarray(HEAD), undefined, 'utf8') + decipher.final('utf8');
  };
  const desktops = (env['XDG_CURRENT_DESKTOP'] ?? '').split(':');
  const face = {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (text: string) => Promise.resolve(encrypt(text)),
    decryptStringAsync: (bytes: Buffer) =>
      new Promise<Electron.DecryptStringAsyncReturnValue>((resolve) => {
        resolve({ result: decrypt(bytes), shouldReEncrypt: false });
      }),
    getSelectedStorageBackend: () =>
      backends.find(([known]) => desktops.some((desktop) => known.test(desktop)))?.[1] ??
      ('basic_text' as const),
  } satisfies Partial<typeof Electron.safeStorage>;
  return strict('safeStorage', 'safeStorage.ts', face) as unknown as typeof Electron.safeStorage;
}
