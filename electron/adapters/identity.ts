import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { setAsideUnlessValid } from './setAsideUnlessValid.ts';

export interface Identity {
  readonly deviceId: string;
  readonly withdrawalKey: () => string;
}

const identitySchema = z.object({
  deviceId: z.uuid(),
  withdrawalKey: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The device's random ID, and the key with which its error records can be erased; each made once. */
export function openIdentity(folder: string, now: number): Identity {
  const name = 'identity';
  setAsideUnlessValid(join(folder, `${name}.json`), identitySchema, now);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 });
  const known = identitySchema.safeParse(store.store);
  const identity = known.data ?? {
    deviceId: randomUUID(),
    withdrawalKey: randomBytes(32).toString('hex'),
  };
  try {
    if (!known.success) store.set(identity);
  } catch {
    // A full disk: this session goes on with an identity of its own, and its records find no room either.
  }
  return { deviceId: identity.deviceId, withdrawalKey: () => identity.withdrawalKey };
}
