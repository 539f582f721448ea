import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import type { DataFolder } from '../shared/dataFolder.ts';
import { done, failed, type Outcome } from '../shared/outcome.ts';
import { readOrMake, writeOwnerFile } from '../shared/ownerFile.ts';

/** The key of the second hash; `id` is stored with every row it hashed. */
export interface Pepper {
  readonly id: string;
  readonly secret: Buffer;
}

export interface Secrets {
  readonly pepper: Pepper;
  /** All that are kept, including those that hashed earlier records. */
  readonly peppers: readonly Pepper[];
  readonly signingKey: KeyObject;
  /** The token that analysts present. */
  readonly token: string;
}

/** The names of the secret files in the data folder. */
export const secretFiles = {
  peppers: 'peppers.json',
  signingKey: 'signing-key.pem',
  token: 'analyst-token',
} as const;

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const peppersSchema = z.strictObject({
  current: z.string(),
  peppers: z.record(z.string().regex(/^[0-9a-f]{16}$/), hex32),
});
type Peppers = z.infer<typeof peppersSchema>;

function withNewPepper(peppers: Peppers['peppers']): Peppers {
  const current = randomBytes(8).toString('hex');
  return { current, peppers: { ...peppers, [current]: randomBytes(32).toString('hex') } };
}

const written = (peppers: Peppers): string => `${JSON.stringify(peppers, null, 2)}\n`;

const damaged = (path: string) =>
  failed<LocalizedText>((t) => t('serviceCommand.damaged', { path }));

function readPeppers(folder: DataFolder): Outcome<Peppers, LocalizedText> {
  const path = folder.file(secretFiles.peppers);
  const text = readOrMake(path, () => written(withNewPepper({})));
  try {
    const parsed = peppersSchema.safeParse(JSON.parse(text));
    if (parsed.success && Object.hasOwn(parsed.data.peppers, parsed.data.current))
      return done(parsed.data);
  } catch {
    // A file that is not JSON is damaged, like any other that does not fit.
  }
  return damaged(path);
}

const peppersOf = ({ peppers }: Peppers): readonly Pepper[] =>
  Object.entries(peppers).map(([id, secret]) => ({ id, secret: Buffer.from(secret, 'hex') }));

function readSigningKey(folder: DataFolder): Outcome<KeyObject, LocalizedText> {
  const path = folder.file(secretFiles.signingKey);
  const pem = readOrMake(path, () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? done(key) : damaged(path);
  } catch {
    return damaged(path);
  }
}

function readToken(folder: DataFolder): Outcome<string, LocalizedText> {
  const path = folder.file(secretFiles.token);
  const token = readOrMake(path, () => `${randomBytes(32).toString('hex')}\n`).trim();
  return hex32.safeParse(token).success ? done(token) : damaged(path);
}

/** Reads the secrets of a data folder; missing ones are created, readable by their owner alone. */
export function openSecrets(folder: DataFolder): Outcome<Secrets, LocalizedText> {
  const read = readPeppers(folder);
  if (!read.ok) return read;
  const peppers = peppersOf(read.value);
  const pepper = peppers.find(({ id }) => id === read.value.current);
  if (!pepper) return damaged(folder.file(secretFiles.peppers));
  const signingKey = readSigningKey(folder);
  if (!signingKey.ok) return signingKey;
  const token = readToken(folder);
  if (!token.ok) return token;
  return done({ pepper, peppers, signingKey: signingKey.value, token: token.value });
}

/**
 * Makes a new pepper, which is used from the next start on.
 * @returns the new pepper's id.
 */
export function rotatePepper(
  folder: DataFolder,
  { forgetOld }: { readonly forgetOld: boolean },
): Outcome<string, LocalizedText> {
  const old = readPeppers(folder);
  if (!old.ok) return old;
  const next = withNewPepper(forgetOld ? {} : old.value.peppers);
  writeOwnerFile(folder.file(secretFiles.peppers), written(next));
  return done(next.current);
}
