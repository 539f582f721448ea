import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import type { Identity } from '../core/ports.ts';
import { setAsideUnlessValid } from './setAsideUnlessValid.ts';

const key = z.string().regex(/^[0-9a-f]{64}$/);

const identitySchema = z.object({
  deviceId: z.uuid(),
  withdrawalKey: key,
  /** Those that the service has not confirmed yet, the oldest first. */
  withdrawals: z.array(z.object({ key, askedAt: z.iso.datetime() })).default([]),
});
type Stored = z.infer<typeof identitySchema>;

const newKey = () => randomBytes(32).toString('hex');

/** The device's random ID, and the key with which its error records can be erased, in `identity.json`. */
export function openIdentity(folder: string, now: number): Identity {
  const name = 'identity';
  setAsideUnlessValid(join(folder, `${name}.json`), identitySchema, now);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 });
  const known = identitySchema.safeParse(store.store);
  let identity: Stored = known.data ?? {
    deviceId: randomUUID(),
    withdrawalKey: newKey(),
    withdrawals: [],
  };
  try {
    if (!known.success) store.set(identity);
  } catch {
    // A full disk: this session goes on with an identity of its own, and its records find no room either.
  }

  const change = (next: Stored) => {
    store.set(next);
    identity = next;
  };

  return {
    deviceId: identity.deviceId,
    withdrawalKey: () => identity.withdrawalKey,
    withdrawals: () => identity.withdrawals,
    withdraw(askedAt) {
      const asked = { key: identity.withdrawalKey, askedAt };
      const withdrawals = [...identity.withdrawals, asked];
      change({ ...identity, withdrawals, withdrawalKey: newKey() });
    },
    confirmed(done) {
      const withdrawals = identity.withdrawals.filter((it) => it.key !== done);
      change({ ...identity, withdrawals });
    },
  };
}
