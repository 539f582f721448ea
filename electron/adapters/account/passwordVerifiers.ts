import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openStore } from '../files/openStore.ts';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const LENGTH = 32;
/** A tenth of a second and 64 MiB for each guess. */
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const;

/** Recognizes a password that was right before, without keeping it. */
export interface PasswordVerifiers {
  /** @returns undefined if no password of this account was ever right here. */
  readonly matches: (account: string, password: string) => Promise<boolean | undefined>;
  readonly keep: (account: string, password: string) => Promise<void>;
}

const schema = z.record(
  z.string(),
  z.object({ salt: z.base64(), key: z.base64(), N: z.literal(cost.N) }),
);

/**
 * Opens `password-verifiers.json`: for each account, a salted scrypt of its password (RFC 7914). An unreadable file
 * is set aside, and each account is verified anew.
 */
export function openPasswordVerifiers(
  folder: string,
  now: number,
  pseudonymOf: (account: string) => string,
  onSetAside: (file: string) => void,
): PasswordVerifiers {
  const { store, setAside } = openStore(folder, 'password-verifiers', schema, now);
  if (setAside !== undefined) onSetAside(setAside);
  const matches = async (account: string, password: string) => {
    const kept = schema.safeParse(store.store).data?.[pseudonymOf(account)];
    if (!kept) return undefined;
    const key = Buffer.from(kept.key, 'base64');
    const made = await derive(password, Buffer.from(kept.salt, 'base64'), LENGTH, cost);
    return key.length === made.length && timingSafeEqual(key, made);
  };
  return {
    matches,
    async keep(account, password) {
      if (await matches(account, password)) return;
      const salt = randomBytes(16);
      const key = await derive(password, salt, LENGTH, cost);
      const kept = { salt: salt.toString('base64'), key: key.toString('base64'), N: cost.N };
      store.set(pseudonymOf(account), kept);
    },
  };
}
